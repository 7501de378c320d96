"""The words that stand behind the numbers of an address (号, 幢, 单元, 楼, 室), and those that lead to them."""

from __future__ import annotations

import re

from gisdata.addresses.spans.labels import Part

HAN = "[一二三四五六七八九十百零〇两]{1,5}"
NUM = r"(?:[0-9]+(?:~+[0-9]+)*(?:[a-z](?![a-z]))?|(?<![a-z])[a-z]{1,2}[0-9]+(?:~[0-9]+)*(?:[a-z](?![a-z]))?)"
COUNT = rf"(?:{NUM}|{HAN})"
ANY = rf"(?:{COUNT}|(?<![a-z])[a-z](?![a-z])|[甲乙丙丁])"

UNITS = tuple((part, re.compile("|".join(patterns))) for part, *patterns in (
    (Part.SUB_ROAD, rf"{COUNT}号?(?:支弄|支巷|弄|巷)"),
    (Part.ROAD, rf"第?{COUNT}(?:村民小组|组(?!团)|[社队](?!区))"),
    (Part.BUILDING, rf"第?{ANY}(?:号楼(?![上下])|号[栋幢]|#楼|#|[栋幢]楼?|座(?!落)|号大?院|号(?:厂房|车间|仓库)"
                    r"|[橦撞]|排)"),
    (Part.UNIT, rf"{COUNT}单(?:元|(?![位身]))", "(?:(?<![a-z])[a-z]|[东西南北中])(?:单元|单(?![位身]))",
     "[0-9]{1,2}门(?=[0-9])"),
    (Part.FLOOR, rf"第?[负底地]?{COUNT}[楼层]", rf"(?:[0-9]{{1,3}}|{HAN})f(?![a-z])", "(?:底|顶|地下[一二三])[楼层]"),
    (Part.ROOM, rf"(?:{ANY}|[0-9]{{3,5}}[、,][0-9]{{3,5}})"
                "(?:号?(?:室|房间?|摊位|商铺|店面|铺面|档口|门面)|户|档|办公室|号店铺?|号门)", "[东西南中左右]户"),
))
"""What a number is by the word behind it. 橦 and 撞 are common slips for 幢."""

HOUSE = re.compile(rf"第?(?:{NUM}|{HAN}(?=号)|[甲乙丙丁](?=[0-9]))[甲乙丙丁]?号(?:之[一二三四0-9]+|附[0-9]+号)?")
BARE = re.compile(NUM)
LETTER = re.compile(r"(?<![a-z])[a-z](?![a-z])(?=[-0-9]|$)")
"""A letter alone before a number or a hyphen: A-1203 is building A."""

POSTCODE = re.compile(r"[0-9]{6}(?![0-9室房号])|[0-9]{3}[a-z]{2,}")
"""A postcode, or the code of a sorting office (575jh): neither says where in the town."""

GOES_ON = re.compile(r"[-_/—]+(?=[0-9a-z])|(?<=[a-z])[0-9]")
"""Behind a number without a word: another one follows (8-10-1109, 10c1289)."""

IS_NAME = re.compile(r"[0-9]+[a-z]?(?=[^0-9a-z,，_ ~-])")
"""Digits that a word goes on from: 455医院."""

NUMBER_AHEAD = re.compile(
    r"[0-9]|(?<![a-z])[a-z]{1,2}(?=[0-9])|(?<![a-z])[a-z](?=座|栋|幢|-)|[,，_ -]|[甲乙丙丁][幢栋座]|[东西]单元|底[楼层]"
    r"|第?[一二三四五六七八九十百]{1,4}(?:号(?!线)|幢|栋|单元|[楼层](?!梯)|组(?!团)|[弄巷])"
)
"""Where the words before a number end."""

ESTATE = re.compile(
    r"(?:小区|苑|花园|家园|公寓|[0-9a-z一二三四五六七八九东西南北中业园]区|嘉园|名邸|华庭|府|庭|湾|城|坊|楼|园)$"
)
"""Places of many houses: a number with 号 behind them is a building."""

STALLS = re.compile(r"(?:市场|商城|大厦|商务楼|大楼|中心|广场|皮革城|配城|商贸城)$")
"""Places of many rooms or stalls, whose long numbers are those of the rooms."""

LONG = 3
"""A number of so many digits behind a building, or alone behind a place, is a room."""
