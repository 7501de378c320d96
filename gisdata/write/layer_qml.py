"""The style of a layer as QGIS keeps it: rules with fills, lines or marks, labels, and column names for people."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from gisdata.layers.layer import CLASS, Layer, StyleRule
from gisdata.layers.words import layer_word
from gisdata.records.language import Language

_PAGE = """<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.28" styleCategories="Symbology|Labeling|Fields" labelsEnabled="{labels}">
 <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
  <rules key="all">
{rules}
  </rules>
  <symbols>
{symbols}
  </symbols>
 </renderer-v2>
{labeling} <aliases>
{aliases}
 </aliases>
</qgis>
"""

_LABELING = """ <labeling type="simple">
  <settings calloutType="simple">
   <text-style fieldName={field} isExpression="0" fontSize="8" textColor="40,40,40,255">
    <text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,220"/>
   </text-style>
   <placement placement="1" dist="0"/>
  </settings>
 </labeling>
"""

_SYMBOL = """   <symbol type="{type}" name="{name}" alpha="{alpha}" clip_to_extent="1" force_rhr="0">
    <layer class="{layer}" enabled="1" locked="0" pass="0">
     <Option type="Map">
{options}
     </Option>
    </layer>
   </symbol>"""

_TYPES = {"MultiPolygon": "fill", "LineString": "line", "Point": "marker"}
_CLASSES = {"fill": "SimpleFill", "line": "SimpleLine", "marker": "SimpleMarker"}
_ALPHA = {"fill": "0.75", "line": "1", "marker": "1"}
"""A base map stays readable under fills."""


def layer_qml(layer: Layer, language: Language) -> str:
    """Return the style as QML, with labels of the legend as the rules have them and columns named in a language.

    Those names stand in tables and forms of QGIS; the columns of the file keep their own.
    """
    rules = (
        f'   <rule key="r{i}" symbol="{i}" filter={quoteattr(_where(i, rule))} label={quoteattr(rule.label)}/>'
        for i, rule in enumerate(layer.rules))
    aliases = (
        f'  <alias index="{i + 1}" field={quoteattr(column.key)} name={quoteattr(layer_word(column.key, language))}/>'
        for i, column in enumerate(layer.columns))
    kind = _TYPES[layer.shape]
    return _PAGE.format(
        labels=int(bool(layer.label)), rules="\n".join(rules), aliases="\n".join(aliases),
        symbols="\n".join(_symbol(i, rule, kind) for i, rule in enumerate(layer.rules)),
        labeling=_LABELING.format(field=quoteattr(layer.label)) if layer.label else "",
    )


def _where(number: int, rule: StyleRule) -> str:
    """Return the rows of a rule as an expression of QGIS."""
    return f'"{rule.flag}"' if rule.flag else f'"{CLASS}" = {number}'


def _symbol(number: int, rule: StyleRule, kind: str) -> str:
    options = {"fill": _fill, "line": _line, "marker": _mark}[kind](rule)
    lines = (f'      <Option type="QString" name="{name}" value={quoteattr(value)}/>' for name, value in options)
    return _SYMBOL.format(type=kind, name=number, alpha=_ALPHA[kind], layer=_CLASSES[kind], options="\n".join(lines))


def _fill(rule: StyleRule) -> Iterable[tuple[str, str]]:
    style = "b_diagonal" if rule.hatched else "solid" if rule.color else "no"
    return (("color", _rgba(rule.color or rule.edge)), ("style", style), ("outline_color", _rgba(rule.edge)),
            ("outline_style", "solid"), ("outline_width", f"{rule.width_mm:g}"), ("outline_width_unit", "MM"))


def _line(rule: StyleRule) -> Iterable[tuple[str, str]]:
    return (("line_color", _rgba(rule.edge)), ("line_width", f"{rule.width_mm:g}"), ("line_width_unit", "MM"),
            ("capstyle", "round"), ("joinstyle", "round"))


def _mark(rule: StyleRule) -> Iterable[tuple[str, str]]:
    return (("name", "circle"), ("color", _rgba(rule.color)), ("outline_color", _rgba(rule.edge)), ("size", "3"),
            ("size_unit", "MM"))


def _rgba(color: str) -> str:
    return ",".join(str(int(color[i:i + 2], 16)) for i in (1, 3, 5)) + ",255"
