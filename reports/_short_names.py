"""Names of models, short enough for figures and tables."""

from collections import Counter
from collections.abc import Iterable

from benchmark.call import Call
from benchmark.spec import last_word


def short_names(models: Iterable[str]) -> dict[str, str]:
    """Give each spec string its name and, of several of a name, the settings that they differ in.

    >>> names = short_names(["./mlp.py(a=2)", "lenet(epochs=3, margin=2)", "lenet(margin=2)"])
    >>> list(names.values())
    ['mlp', 'lenet(epochs=3)', 'lenet']
    """
    calls = {model: Call.read(model) or Call(model.partition("(")[0]) for model in models}
    names: dict[str, list[Call]] = {}
    for call in calls.values():
        names.setdefault(last_word(call.name), []).append(call)
    short = {model: _short(call, names[last_word(call.name)]) for model, call in calls.items()}
    often = Counter(short.values())
    return {model: name if often[name] == 1 else model for model, name in short.items()}


def _short(call: Call, same: list[Call]) -> str:
    own = {
        key: value
        for key, value in call.settings.items()
        if any(repr(other.settings.get(key)) != repr(value) for other in same)
    }
    return str(Call(last_word(call.name), own))
