// Nothing here is needed to read the page: tables sort and filter, runs open, figures tell values.

const MISSING = -1e300;  // sorts after everything
const UNITS = { "µs": 1e-6, ms: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** Give the number that a cell begins with, in the unit that its column is compared in. */
function amount(text) {
  if (text.startsWith("under ")) return 0;
  const found = /^([+–−-]?)(\d[\d,]*\.?\d*)\s*([A-Za-zµ%]*)/.exec(text);
  if (!found) return null;
  const sign = found[1] && found[1] !== "+" ? -1 : 1;
  return sign * Number(found[2].replaceAll(",", "")) * (UNITS[found[3]] ?? 1);
}

function escaped(text) {
  const box = document.createElement("span");
  box.textContent = text;
  return box.innerHTML;
}

/**
 * Say how columns are shown, found and sorted: by numbers where most cells begin with one.
 * Whatever DataTables is given is HTML to it, also what it searches.
 */
function columns(heads, rows, shown) {
  return heads.map((title, place) => {
    const known = rows.filter((row) => row[place] !== "n/a");
    const numbers = known.filter((row) => amount(row[place]) !== null).length;
    const numeric = numbers * 2 > known.length;
    const between = rows.some((row) => row[place].includes("("));
    return {
      title,
      data: null,
      type: numeric ? "num" : "string",
      className: numeric ? `number${between ? " between" : ""}` : "",
      render: (row, purpose) => {
        if (purpose === "display") return shown ? shown[row.place][place] : escaped(row[place]);
        if (purpose === "filter" || !numeric) return escaped(row[place]);
        return amount(row[place]) ?? MISSING;
      },
    };
  });
}

function texts(row) {
  return [...row.cells].map((cell) => cell.textContent);
}

function markup(row) {
  return [...row.cells].map((cell) => cell.innerHTML);
}

function enhance(DataTable, table) {
  const data = table.dataset.runs && JSON.parse(document.getElementById(table.dataset.runs).text);
  const lines = [...table.tBodies[0].rows];
  const rows = data ? data.rows : lines.map(texts);
  const body = columns(markup(table.tHead.rows[0]), rows, data ? null : lines.map(markup));
  if (rows.length < 2) return;
  table.replaceChildren();
  const opener = { title: "details", orderable: false, searchable: false, data: null,
                   render: () => "" };
  const made = new DataTable(table, {
    data: rows.map((row, place) => Object.assign([...row], { place })),
    columns: data ? [opener, ...body] : body,
    order: [],
    autoWidth: false,
    deferRender: true,
    paging: rows.length > 50,
    pageLength: 25,
    info: rows.length > 50,
    searching: rows.length > 7,
    createdRow: (row, cells) => { if (data) addOpener(row, cells); },
    language: { search: "Filter:", emptyTable: "no rows" },
  });
  if (data) openOnClick(made, table, data);
}

function addOpener(row, cells) {
  const button = element("button", { type: "button", class: "opener", "aria-expanded": "false",
                                     "aria-label": `details of ${cells.slice(0, 3).join(", ")}` });
  button.textContent = "+";
  row.cells[0].replaceChildren(button);
}

function openOnClick(made, table, data) {
  table.addEventListener("click", (event) => {
    const button = event.target.closest(".opener");
    if (!button) return;
    const row = made.row(button.closest("tr"));
    const open = !row.child.isShown();
    if (open) row.child(details(data, row.data().place)).show();
    else row.child.hide();
    button.textContent = open ? "–" : "+";
    button.setAttribute("aria-expanded", String(open));
  });
}

/** Build what a run opens to: its facts, the seconds of its phases, its history. */
function details(data, place) {
  const box = element("div", { class: "run" });
  box.append(list(data.fact_names, data.facts[place], (value) => [value]));
  const seconds = data.seconds[place];
  const longest = Math.max(...seconds.map((value) => value ?? 0));
  box.append(list(data.phase_names, seconds, (value) => [
    element("meter", { min: 0, max: longest, value, "aria-label": `${value} of ${longest} s` }),
    ` ${value} s`,
  ]));
  if (data.histories[place].length > 1) box.append(curve(data.histories[place]));
  return box;
}

function list(names, values, shown) {
  const found = element("dl");
  names.forEach((name, place) => {
    if ([null, undefined, ""].includes(values[place])) return;
    found.append(element("dt", {}, name), element("dd", { dir: "auto" }, ...shown(values[place])));
  });
  return found;
}

function curve(history) {
  const [width, height, left, low] = [320, 150, 44, 24];
  const x = history.map(([clock]) => clock);
  const y = history.map(([, accuracy]) => 100 * accuracy);
  const [first, last, least, most] = [0, Math.max(...x), Math.min(...y), Math.max(...y)];
  const across = (value) => left + ((value - first) / (last - first || 1)) * (width - left - 8);
  const up = (value) => height - low - ((value - least) / (most - least || 1)) * (height - low - 12);
  const told = `validation accuracy from ${y[0].toFixed(1)} to ${y.at(-1).toFixed(1)} % in ${last} s`;
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": told });
  svg.append(
    drawn("polyline", { points: x.map((at, n) => `${across(at)},${up(y[n])}`).join(" ") }),
    drawn("text", { x: 0, y: up(most) + 4 }, `${most.toFixed(1)} %`),
    drawn("text", { x: 0, y: up(least) + 4 }, `${least.toFixed(1)} %`),
    drawn("text", { x: left, y: height - 4 }, "0 s"),
    drawn("text", { x: width - 8, y: height - 4, "text-anchor": "end" },
          `${last} s of fitting: validation accuracy`),
  );
  return svg;
}

function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function drawn(name, attributes, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Show what parts of a figure tell, to pointers and keys: Tab to a figure, then arrows. */
function tellValues(figure, tip) {
  const parts = [...figure.querySelectorAll(".told")];
  parts.forEach((part, place) => {
    const title = part.querySelector("title");
    const told = title.textContent;
    title.remove();  // or it would be shown twice
    filled(part, { tabindex: place ? -1 : 0, role: "img", "aria-label": told }, []);
    const show = () => {
      const box = part.getBoundingClientRect();
      tip.textContent = told;
      tip.hidden = false;
      const left = Math.min(box.right, document.documentElement.clientWidth - tip.offsetWidth - 8);
      tip.style.left = `${Math.max(0, left) + window.scrollX}px`;
      tip.style.top = `${box.bottom + 4 + window.scrollY}px`;
    };
    const hide = () => { tip.hidden = true; };
    for (const when of ["pointerenter", "focus"]) part.addEventListener(when, show);
    for (const when of ["pointerleave", "blur"]) part.addEventListener(when, hide);
    part.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") hide();
      if (!step) return;
      event.preventDefault();
      const next = parts[(place + step + parts.length) % parts.length];
      part.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  });
}

const tip = element("div", { id: "tip", "aria-hidden": "true" });
tip.hidden = true;
document.body.append(tip);
for (const figure of document.querySelectorAll("figure")) tellValues(figure, tip);

const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark", dark.matches);
dark.addEventListener("change", follow);
follow();  // DataTables goes by this class

const library = document.getElementById("library").text;
const { default: DataTable } = await import(`data:text/javascript,${encodeURIComponent(library)}`);
for (const table of document.querySelectorAll("table")) enhance(DataTable, table);
for (const rest of document.querySelectorAll(".rest")) rest.remove();
document.documentElement.dataset.ready = "yes";
