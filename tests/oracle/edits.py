"""One value of an athlete file changed on the disk, as its owner would do it."""

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap


def edited(path, setting):
    """Write the athlete file with a setting like ``rules.weekly_load.cap=2500``; its new path."""
    yaml = YAML()
    yaml.width = 1000
    top = yaml.load(path)
    names, _, value = setting.partition("=")
    _set(top, names.split("."), yaml.load(value))
    changed = path.with_name(f"changed-{path.name}")
    yaml.dump(top, changed)
    return changed


def _set(below, names, value):
    name, *rest = names
    if isinstance(below, list):
        _set(below[int(name) - 1], rest, value)
        return
    if name.isdecimal():  # the only entry, written without a list
        _set(below, rest, value)
        return
    key = next((key for key in below if str(key) == name), name)
    if not rest:
        below[key] = value
        return
    if not isinstance(below.get(key), dict | list):  # a bare value, or nothing yet
        below[key] = CommentedMap()
    _set(below[key], rest, value)
