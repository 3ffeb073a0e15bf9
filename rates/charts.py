"""Drawings of the law along time as whole coordinates, for svg whose looks come from the style sheet; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from rates.reading import Step
from rates.wording import say_found, say_number

_WIDTH, _HEIGHT = 760, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 92, 90, 28, 40
_NAMES, _ROW, _LONGEST_NAME = 130, 26, 18
_LETTER, _LINE = 8, 15
_MOST_YEARS = 9
_ROUND = [Decimal(number) for number in ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")]


@dataclass(frozen=True)
class Text:
    """Words at a place; css says how they are set."""

    x: int
    y: int
    text: str
    css: str


@dataclass(frozen=True)
class Stroke:
    """A path; css says how it is drawn."""

    path: str
    css: str


@dataclass
class Drawing:
    """All that an svg shows."""

    width: int
    height: int
    strokes: list[Stroke] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class Span:
    """A named stretch of time for the drawing of instruments; ties lead to other spans by name, on a day."""

    name: str
    start: date
    end: date | None
    ties: tuple[tuple[str, date], ...]


@dataclass(frozen=True)
class _Axis:
    first: date
    last: date
    left: int
    right: int

    def x(self, day: date) -> int:
        inside = min(max(day, self.first), self.last)
        return self.left + (inside - self.first).days * (self.right - self.left) // (self.last - self.first).days

    def years(self) -> list[date]:
        """The first days of years to mark, at most _MOST_YEARS of them."""
        count = self.last.year - self.first.year
        apart = next((apart for apart in (1, 2, 5, 10) if count <= apart * _MOST_YEARS), 20)
        years = range(self.first.year, self.last.year + 1)
        return [date(year, 1, 1) for year in years if year % apart == 0 and date(year, 1, 1) >= self.first]


def step_chart(steps: Sequence[Step], *, today: date, measure: str) -> Drawing | None:
    """This will draw how an amount went; None where no step says a number."""
    levels = [(step, _upper(step), _lower(step)) for step in steps if _upper(step) is not None]
    if not levels:
        return None
    first = levels[0][0].start
    last = max(today, *(step.until or step.start for step, _, _ in levels))
    axis = _Axis(first, last + max((last - first) // 20, timedelta(days=120)), _LEFT, _WIDTH - _RIGHT)
    top = _round_up(max(upper for _, upper, _ in levels))
    drawing = Drawing(_WIDTH, _HEIGHT)
    _draw_scales(drawing, axis, top, measure)
    _draw_today(drawing, axis, today)
    drawing.strokes.append(Stroke(_path([(step, upper) for step, upper, _ in levels], axis, top), "law-line"))
    if lows := [(step, lower) for step, _, lower in levels if lower is not None]:
        drawing.strokes.append(Stroke(_path(lows, axis, top), "law-line law-line-low"))
    shown = ""
    for step, upper, _ in levels:
        if (said := say_found(step.found)) != shown:
            drawing.texts.append(_free_place(drawing.texts, axis.x(step.start) + 4, _y(upper, top) - 7, said))
            shown = said
    return drawing


def _free_place(texts: list[Text], x: int, y: int, said: str) -> Text:
    """A value above its step, raised until it covers no value to its left."""
    values = [text for text in texts if text.css == "law-value"]
    while any(x < text.x + _LETTER * len(text.text) and abs(y - text.y) < _LINE for text in values):
        y -= 1
    return Text(x, y, said, "law-value")


def _upper(step: Step) -> Decimal | None:
    return step.found.maximum if step.found.value is None else step.found.value


def _lower(step: Step) -> Decimal | None:
    return step.found.minimum if step.found.value is None else None


def _round_up(number: Decimal) -> Decimal:
    unit = Decimal(1).scaleb(number.adjusted()) if number else Decimal(1)
    return next(unit * times for times in _ROUND if unit * times >= number)


def _y(number: Decimal, top: Decimal) -> int:
    return _HEIGHT - _BOTTOM - int(number * (_HEIGHT - _BOTTOM - _TOP) / top)


def _path(levels: list[tuple[Step, Decimal]], axis: _Axis, top: Decimal) -> str:
    parts, reached = [], None
    for step, level in levels:
        x, y = axis.x(step.start), _y(level, top)
        end = step.until + timedelta(days=1) if step.until else axis.last
        parts.append(f"V{y}" if reached == step.start else f"M{x} {y}")
        parts.append(f"H{axis.x(end)}")
        reached = end
    return "".join(parts)


def _draw_scales(drawing: Drawing, axis: _Axis, top: Decimal, measure: str) -> None:
    floor = _HEIGHT - _BOTTOM
    for level in (Decimal(0), top / 2, top):
        drawing.strokes.append(Stroke(f"M{_LEFT} {_y(level, top)}H{_WIDTH - _RIGHT}", "law-grid"))
        drawing.texts.append(Text(_LEFT - 8, _y(level, top) + 4, say_number(level, measure), "law-tick law-right"))
    for day in axis.years():
        drawing.strokes.append(Stroke(f"M{axis.x(day)} {floor}v5", "law-axis"))
        drawing.texts.append(Text(axis.x(day), floor + 18, str(day.year), "law-tick law-middle"))
    drawing.strokes.append(Stroke(f"M{_LEFT} {_TOP}V{floor}H{_WIDTH - _RIGHT}", "law-axis"))
    drawing.texts.append(Text(4, 14, f"Mức ({measure})", "law-name"))
    drawing.texts.append(Text((_LEFT + _WIDTH - _RIGHT) // 2, _HEIGHT - 4, "Năm có hiệu lực", "law-name law-middle"))


def _draw_today(drawing: Drawing, axis: _Axis, today: date) -> None:
    if axis.first <= today <= axis.last:
        drawing.strokes.append(Stroke(f"M{axis.x(today)} {_TOP}V{_HEIGHT - _BOTTOM}", "law-today"))
        drawing.texts.append(Text(axis.x(today) + 4, _HEIGHT - _BOTTOM - 6, "hôm nay", "law-tick"))


def instrument_chart(spans: Sequence[Span], *, today: date) -> Drawing | None:
    """This will draw instruments as bars along time, joined where one acts on another; None where there are none."""
    if not spans:
        return None
    first = min(span.start for span in spans)
    last = max(today, *(span.start for span in spans)) + timedelta(days=180)
    axis = _Axis(date(first.year, 1, 1), last, _NAMES, _WIDTH + _NAMES - _RIGHT)
    drawing = Drawing(axis.right + 20, _TOP + _ROW * len(spans) + 12)
    for day in axis.years():
        drawing.strokes.append(Stroke(f"M{axis.x(day)} {_TOP}V{drawing.height - 8}", "law-grid"))
        drawing.texts.append(Text(axis.x(day), _TOP - 10, str(day.year), "law-tick law-middle"))
    heights = {span.name: _TOP + _ROW * place + _ROW // 2 for place, span in enumerate(spans)}
    for span in spans:
        y, css = heights[span.name], "law-bar law-bar-ended" if span.end else "law-bar"
        drawing.texts.append(Text(_NAMES - 10, y + 4, _shortened(span.name), "law-tick law-right"))
        drawing.strokes.append(Stroke(f"M{axis.x(span.start)} {y}H{axis.x(span.end or axis.last)}", css))
        drawing.strokes += [
            Stroke(f"M{axis.x(day)} {y}V{heights[other]}", "law-tie") for other, day in span.ties if other in heights
        ]
    return drawing


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
