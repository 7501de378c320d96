"""Styles that QGIS finds inside the GeoPackage: routes by officer, stops by kind with their number."""

from __future__ import annotations

ROUTES_QML = """<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.28" styleCategories="Symbology|Labeling" labelsEnabled="0">
 <renderer-v2 type="singleSymbol" symbollevels="0" enableorderby="0" forceraster="0">
  <symbols>
   <symbol type="line" name="0" alpha="0.85" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="line_color" value="31,95,191,255"/>
      <Option type="QString" name="line_width" value="0.8"/>
      <Option type="QString" name="line_width_unit" value="MM"/>
      <Option type="QString" name="capstyle" value="round"/>
      <Option type="QString" name="joinstyle" value="round"/>
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
</qgis>
"""

_STOPS = """<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.28" styleCategories="Symbology|Labeling" labelsEnabled="1">
 <renderer-v2 type="categorizedSymbol" attr="kind" symbollevels="0" enableorderby="0" forceraster="0">
  <categories>
   <category symbol="0" value="visit" label="走访 visit" render="true"/>
   <category symbol="1" value="patrol" label="巡逻 patrol" render="true"/>
   <category symbol="2" value="break" label="休息 break" render="true"/>
  </categories>
  <symbols>
{symbols}
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style fieldName="number" isExpression="0" fontSize="7" textColor="40,40,40,255"/>
   <placement placement="0" dist="1.2"/>
  </settings>
 </labeling>
</qgis>
"""

_MARK = """   <symbol type="marker" name="{name}" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="name" value="{shape}"/>
      <Option type="QString" name="color" value="{color}"/>
      <Option type="QString" name="outline_color" value="255,255,255,255"/>
      <Option type="QString" name="size" value="{size}"/>
      <Option type="QString" name="size_unit" value="MM"/>
     </Option>
    </layer>
   </symbol>"""

_MARKS = (("circle", "31,95,191,255", "2.6"), ("square", "200,80,20,255", "3.2"), ("diamond", "130,130,130,255", "2.2"))
"""Shape, colour and size (mm) of visits, patrols and breaks: told apart without colour too."""


def stops_qml() -> str:
    """Return the style of the stops as QML."""
    symbols = "\n".join(
        _MARK.format(name=number, shape=shape, color=color, size=size)
        for number, (shape, color, size) in enumerate(_MARKS)
    )
    return _STOPS.format(symbols=symbols)
