"""Parses a YAML file; what is wrong with its writing is said in Vietnamese, by file and line."""

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.nodes import MappingNode
from ruamel.yaml.reader import ReaderError

from rates.lawfile import LawFileError

# What the parser lets escape where a tag does not fit its scalar, such as !!int abc.
_UNFIT = (ValueError, LookupError, ArithmeticError, AttributeError)
# What the parser says, what people are told, and whether the fault lies where the thing began.
_WORDS = [
    (r'found duplicate key "(.*?)" with', "khoá «{0}» viết hai lần", False),
    (r"(không .*)", "{0}", False),
    (r"found character '\\t'", "không được thụt dòng bằng phím Tab, hãy dùng dấu cách", False),
    (r"found character '(.)' that cannot start", "chữ bắt đầu bằng «{0}» phải để trong dấu nháy", False),
    (r"undefined alias|alphabetic or numeric", "chữ bắt đầu bằng «*» hoặc «&» phải để trong dấu nháy", False),
    (
        r"mapping values are not allowed",
        "có dấu hai chấm lạc chỗ: chữ chứa nó phải để trong dấu nháy",
        False,
    ),
    (r"could not find expected ':'", "thiếu dấu hai chấm sau tên khoá", True),
    (r"unexpected end of stream", "dấu nháy mở ở đây chưa đóng", True),
    (r"expected ',' or", "dấu ngoặc mở ở đây chưa đóng", True),
    (r"found unknown escape character '(.)'", "trong dấu nháy kép không được có «\\{0}»", False),
    (r"found another document", "không được chia tệp bằng dòng «---»", False),
    (r"<block end>|sequence entries|node content", "thụt dòng, gạch đầu dòng hoặc dấu ngoặc sai chỗ", False),
]
_YAML = "tag:yaml.org,2002:"
_PLAIN = {"map", "seq", "str", "int", "float", "bool", "null", "timestamp"}
_OTHERWISE = "không đúng cú pháp YAML"


class _Constructor(RoundTripConstructor):
    """Names the line of a scalar that is none of its kind, such as 30 February; knows plain values only."""

    def construct_object(self, node, deep=False):  # noqa: FBT002  as the parser calls it
        if str(node.tag).removeprefix(_YAML) not in _PLAIN:
            raise ConstructorError(problem=f"không dùng được nhãn «{node.tag}»", problem_mark=node.start_mark)
        if isinstance(node, MappingNode) and any(str(key.tag) == f"{_YAML}merge" for key, _ in node.value):
            # What is merged in has no line of its own to name, and readers miss it.
            raise ConstructorError(problem="không dùng được «<<»: viết thẳng từng khoá", problem_mark=node.start_mark)
        try:
            return super().construct_object(node, deep=deep)
        except _UNFIT as error:
            what = "không có ngày" if node.tag.endswith("timestamp") else "không hiểu"
            problem = f"{what} {node.value}" if isinstance(node.value, str) else _OTHERWISE
            raise ConstructorError(problem=problem, problem_mark=node.start_mark) from error


def read_yaml(path: Path) -> Any:
    """This will parse a YAML file, keeping the line of every key.

    :raises LawFileError: not YAML, a doubled key, a day that does not exist, or not readable.
    """
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    text = _read_text(path)
    try:
        return yaml.load(text)
    except MarkedYAMLError as error:
        raise LawFileError([f"{path.name}:{_say(error)}"]) from error
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise LawFileError([f"{path.name}:{line}: có ký tự không đọc được"]) from error
    except (YAMLError, RecursionError, *_UNFIT) as error:
        raise LawFileError([f"{path.name}: {_OTHERWISE}"]) from error


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise LawFileError([f"{path.name}:{line}: không phải chữ UTF-8"]) from error
    except (OSError, ValueError) as error:
        raise LawFileError([f"{path.name}: không mở được tệp"]) from error


def _say(error: MarkedYAMLError) -> str:
    for pattern, words, began in _WORDS:
        if found := re.search(pattern, f"{error.problem}"):
            mark = error.context_mark if began and error.context_mark else error.problem_mark
            return f"{_line(mark)}: {words.format(*found.groups())}"
    return f"{_line(error.problem_mark or error.context_mark)}: {_OTHERWISE}"


def _line(mark: StringMark | None) -> int:
    return mark.line + 1 if mark else 1
