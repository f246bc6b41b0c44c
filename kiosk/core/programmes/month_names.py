"""Names of months and weekdays as programmes in European languages write them, in lower case."""

from collections.abc import Mapping

_MONTHS = (
    "january jan januar jänner janvier janv enero ene gennaio gen januari",
    "february feb februar février févr fév febrero febbraio februari",
    "march mar märz mär mars marzo maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag mei",
    "june jun juni juin junio giugno giu",
    "july jul juli juillet juil julio luglio lug",
    "august aug août aoû agosto ago augustus",
    "september sep sept septembre septiembre settembre set",
    "october oct oktober okt octobre octubre ottobre ott",
    "november nov novembre noviembre",
    "december dec dezember dez décembre déc diciembre dic dicembre",
)
MONTHS: Mapping[str, int] = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""The number of a month, 1 to 12."""

_WEEKDAYS = (
    "monday mon montag mo lundi lun lunes lunedì maandag ma 월요일 月曜日 月曜 星期一 周一 週一",
    "tuesday tues tue dienstag di mardi mar martes martedì dinsdag 화요일 火曜日 火曜 星期二 周二 週二",
    "wednesday wed mittwoch mi mercredi mer miércoles mercoledì woensdag wo 수요일 水曜日 水曜 星期三 周三 週三",
    "thursday thurs thur thu donnerstag do jeudi jeu jueves giovedì donderdag 목요일 木曜日 木曜 星期四 周四 週四",
    "friday fri freitag fr vendredi ven viernes venerdì vrijdag vr 금요일 金曜日 金曜 星期五 周五 週五",
    "saturday sat samstag sa samedi sam sábado sabato zaterdag za 토요일 土曜日 土曜 星期六 周六 週六",
    "sunday sun sonntag so dimanche dim domingo domenica zondag zo 일요일 日曜日 日曜 星期日 星期天 周日 週日",
)
WEEKDAYS: Mapping[str, int] = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
"""The number of a weekday, Monday 0."""
