"""What the folder of the sample town says of itself."""

README = """清河（示例数据）
================
清河是一座虚构的小城：街道、房屋、住户、警情、企业名称全部由程序生成，与任何真实地点、单位和个人无关。
文件中没有任何人的姓名、电话或证件号码；民警只有警号。

qinghe.osm.pbf                    街道、河流、房屋、学校等（OpenStreetMap 格式，坐标 WGS-84）
doorplates.csv                    门牌（标准地址）表，WGS-84
households.csv                    城区住户，UTF-8；多数没有坐标；地址有错字、缺项；有六行不能采用
households_old_town_gb18030.csv   老街社区住户，GB18030 编码，没有坐标
households_villages_gcj02.csv     四个村的住户，带 BOM 的 UTF-8，坐标为 GCJ-02（导入时须注明 --crs gcj02）
officers.csv, shifts.csv          民警（包联社区、驻地）与排班
places.csv                        重点场所：六十家企业等
patrols.csv                       必巡：三处警情高发地、学校上下学时段
incidents.csv                     十二个月的警情（时间、地点、类别）
cells.geojson                     网格
reports.csv, visits.csv           门户上报（漏登、空置、拆除、重复）与走访结果

西河桥正在修复，河湾一带的几户暂时无路可达，这是有意安排的。

Qinghe (sample data)
====================
Qinghe is invented. Streets, houses, households, incidents and firms were drawn by a program and have nothing
to do with any real place, body or person. No file holds a name, a telephone number or an identity number of
a person; officers have numbers only.

The flaws are on purpose: typos and gaps in addresses, one address under two ids, six rows of households.csv
that must be refused (ids used twice, no address, swapped axes, 500 km away), GCJ-02 points in one file,
GB18030 in another, and a few households beyond the broken bridge (西河桥) that no street leads to.
"""
