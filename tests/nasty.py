"""Names that have done harm somewhere, and as what they are shown."""

NASTY = {
    "<img src=x onerror=alert(1)>": None,
    "</script><script>alert(1)</script>": None,
    "../../etc": None,
    "_^&%$#{}~\\": None,
    "\\input{/etc/passwd} \\": None,
    "[1em] * -- ,, `` ''": None,
    '"o "u "" ?` !`': None,
    "$\\frac{": None,
    "שלום עולם": None,
    "قطة": None,
    "中文": None,
    "😀👩\u200d🔬": None,
    "Ångström é ± × µ ² – … ≤ ą ß Ж ŋ « » İ î": None,
    "two\nlines\r\n\nand more": "two lines and more",
    "bell\x07 nought\x00 escape\x1b[31m": "bell\ufffd nought\ufffd escape\ufffd[31m",
    "not UTF-8 \udcff": "not UTF-8 \ufffd",
    "\u202eturned round": "\ufffdturned round",
    "=1+1": None,
    "- 1. # > | +": None,
    "12. http://example.com www.example.com me@example.com": None,
    "@me #1 :smile: &lt; :+1:": None,
    "x" * 200: None,
}
SHOWN = [name if shown is None else shown for name, shown in NASTY.items()]
