# ruff: noqa: E501 - a row of a file stands in one line
"""Programmes as offices and conference systems write them, each with the sessions that are right, or what is asked.

A session is written ``2026-12-01 10:00 10:30 title @room / speakers``; the day of the end stands beside it only where
it is another.  ``?kind`` is a question, ``!code`` a row that is rejected, ``-code`` one that is left aside, ``!!code``
the refusal of the whole file.
"""

CSV: dict[str, tuple[str, tuple[str, ...]]] = {
    "korean timetable with the date above": (
        "제3회 워크숍\n2026. 12. 1.(화)\n시간,내용,발표자,장소\n09:30~10:00,등록,,로비\n10:00~11:00,개회식,김하나 원장,대강당\n",
        ("-title_row", "-title_row", "2026-12-01 09:30 10:00 등록 @로비", "~does_not_count", "2026-12-01 10:00 11:00 개회식 @대강당 / 김하나 원장"),
    ),
    "two days with a heading each and the year in the title": (
        "2026년 학술대회\n구분,시간,세부내용\n12월 1일 (화),,\n개회,10:00 ~ 10:30,개회식\n12월 2일 (수),,\n강연,10:00 ~ 12:00,특강\n",
        ("-title_row", "-day_row", "2026-12-01 10:00 10:30 개회식", "-day_row", "2026-12-02 10:00 12:00 특강"),
    ),
    "a date column filled only once a day": (
        "일자,시간,프로그램,장소\n2026.12.1,10:00-11:00,가,A\n,11:00-12:00,나,A\n2026.12.2,09:00-10:00,다,B\n",
        ("2026-12-01 10:00 11:00 가 @A", "2026-12-01 11:00 12:00 나 @A", "2026-12-02 09:00 10:00 다 @B"),
    ),
    "a year only the weekday tells": (
        "날짜,시간,내용\n12.1(화),10:00~11:00,가\n",
        ("2026-12-01 10:00 11:00 가",),
    ),
    "no year anywhere": ("날짜,시간,내용\n12.1,10:00~11:00,가\n", ("?no_year",)),
    "no day anywhere": ("시간,내용\n10:00~11:00,가\n11:00~12:00,나\n", ("?no_day", "?no_day")),
    "hours and minutes in words": (
        "일시,강의명,강사\n2026년 12월 1일 오전 10시 ~ 11시 30분,입문,이두리\n",
        ("2026-12-01 10:00 11:30 입문 / 이두리",),
    ),
    "afternoon said once": (
        "일시,주제\n2026-12-01 오후 1:00 ~ 2:30,가\n2026-12-01 오후 2:30~4:00,나\n",
        ("2026-12-01 13:00 14:30 가", "2026-12-01 14:30 16:00 나"),
    ),
    "one o'clock of either half of the day": (
        "날짜,시간,내용\n2026-12-01,11:00~12:00,가\n2026-12-01,1:00~2:00,나\n",
        ("2026-12-01 11:00 12:00 가", "!half_of_day"),
    ),
    "hours that only the end says are hours": (
        "날짜,시간,내용\n2026-12-01,9~10시,가\n2026-12-01,10시~11시,나\n2026-12-01,11-12h,다\n2026-12-01,13-14시 30분,라\n",
        ("2026-12-01 09:00 10:00 가", "2026-12-01 10:00 11:00 나", "2026-12-01 11:00 12:00 다", "2026-12-01 13:00 14:30 라"),
    ),
    "german hours in words": (
        "Datum,Zeit,Titel\n1.12.2026,9 bis 10 Uhr,Eröffnung\n1.12.2026,von 10 bis 11.30 Uhr,Vortrag\n1.12.2026,13 - 14 Uhr,Pause der Technik\n",
        ("2026-12-01 09:00 10:00 Eröffnung", "2026-12-01 10:00 11:30 Vortrag", "2026-12-01 13:00 14:00 Pause der Technik"),
    ),
    "dutch, french and american hours": (
        "Date,Time,Title\n2026-12-01,9 tot 10 uur,One\n2026-12-01,de 10 à 11 h,Two\n2026-12-01,11-1pm,Three\n2026-12-01,2-3 pm,Four\n",
        ("2026-12-01 09:00 10:00 One", "2026-12-01 10:00 11:00 Two", "2026-12-01 11:00 13:00 Three", "2026-12-01 14:00 15:00 Four"),
    ),
    "two numbers beside a date": (
        "날짜,시간,내용\n2026-12-01,9-10,가\n2026-12-01,13 ~ 15,나\n",
        ("2026-12-01 09:00 10:00 가", "~two_hours", "2026-12-01 13:00 15:00 나", "~two_hours"),
    ),
    "two numbers that go down, and two of either half of the day": (
        "날짜,시간,내용\n2026-12-01,11-1,가\n2026-12-01,2-3,나\n2026-12-01,10:00-11:00,다\n",
        ("!bad_time", "!half_of_day", "2026-12-01 10:00 11:00 다"),
    ),
    "two numbers that may be a date": ("시간,내용\n9-10,가\n", ("!bad_time",)),
    "parts of a day as text, and one that may be a time": (
        "날짜,시작,종료,내용\n2026-12-01,0.375,0.5,가\n2026-12-01,0.5,0.75,나\n2026-12-01,0.25,0.375,다\n",
        ("2026-12-01 09:00 12:00 가", "2026-12-01 12:00 18:00 나", "!bad_time"),
    ),
    "days as the numbers of a spreadsheet": (
        "날짜,시간,내용\n46357,10:00~11:00,가\n46358,10:00~11:00,나\n",
        ("2026-12-01 10:00 11:00 가", "2026-12-02 10:00 11:00 나"),
    ),
    "moments as the numbers of a spreadsheet": (
        "시작,종료,내용\n46357.375,46357.4166666667,가\n",
        ("2026-12-01 09:00 10:00 가",),
    ),
    "times as the numbers of a spreadsheet": (
        "날짜,시작,종료,내용\n46357,0.375,0.416666667,가\n",
        ("2026-12-01 09:00 10:00 가",),
    ),
    "days counted, with date and weekday in one bracket": (
        "시간,내용\n1일차(12.1 화),\n10:00~11:00,가\n2일차(12.2 수),\n10:00~11:00,나\n",
        ("-day_row", "2026-12-01 10:00 11:00 가", "-day_row", "2026-12-02 10:00 11:00 나"),
    ),
    "days counted in a column": (
        "일차,시간,내용\n1일차 [12/1 화],10:00~11:00,가\n제2일(12월 2일 수),10:00~11:00,나\n",
        ("2026-12-01 10:00 11:00 가", "2026-12-02 10:00 11:00 나"),
    ),
    "days counted and nothing else": (
        "일차,시간,내용\n1일차,10:00~11:00,가\n2일차,10:00~11:00,나\n",
        ("?no_day", "?no_day"),
    ),
    "a grid with days counted above the rooms": (
        "시간,대강당,201호\n1일차(12.1 화),,\n10:00~11:00,가,나\n12.2(수) 2일차,,\n10~11시,다,라\n",
        ("-day_row", "2026-12-01 10:00 11:00 가 @대강당", "2026-12-01 10:00 11:00 나 @201호", "-day_row", "2026-12-02 10:00 11:00 다 @대강당", "2026-12-02 10:00 11:00 라 @201호"),
    ),
    "a grid with days as numbers beside the times": (
        "날짜,시간,대강당,201호\n46357,10:00~11:00,가,나\n46358,10:00~11:00,다,라\n",
        ("2026-12-01 10:00 11:00 가 @대강당", "2026-12-01 10:00 11:00 나 @201호", "2026-12-02 10:00 11:00 다 @대강당", "2026-12-02 10:00 11:00 라 @201호"),
    ),
    "lengths in minutes": (
        "코드,날짜,시작,소요시간(분),세션명\nS1,2026-12-01,10:00,30,가\nS2,2026-12-01,10:30,90,나\n",
        ("2026-12-01 10:00 10:30 가", "2026-12-01 10:30 12:00 나"),
    ),
    "lengths in hours and words": (
        "날짜,시작,소요시간,제목\n2026-12-01,10:00,1시간 30분,가\n2026-12-01,13:00,45분,나\n2026-12-01,14:00,2시간,다\n",
        ("2026-12-01 10:00 11:30 가", "2026-12-01 13:00 13:45 나", "2026-12-01 14:00 16:00 다"),
    ),
    "a column of hours": (
        "Date,Start,Duration (hours),Title\n2026-12-01,10:00,1.5,Opening\n",
        ("2026-12-01 10:00 11:30 Opening",),
    ),
    "midnight written as 24:00": (
        "날짜,시작,종료,세션명\n2026-12-01,22:00,24:00,밤\n",
        ("2026-12-01 22:00 2026-12-02 00:00 밤",),
    ),
    "over midnight": (
        "날짜,시작,종료,세션명\n2026-12-31,22:00,02:00,해맞이\n",
        ("2026-12-31 22:00 2027-01-01 02:00 해맞이",),
    ),
    "half past one of the night after": (
        "날짜,시작,종료,세션명\n2026-12-01,23:00,25:30,밤\n",
        ("2026-12-01 23:00 2026-12-02 01:30 밤",),
    ),
    "an end before its start": ("날짜,시작,종료,세션명\n2026-12-01,11:00,10:30,가\n", ("!ends_before_start",)),
    "several days in one row": (
        "세션명,시작일,시작시간,종료일,종료시간,장소\n캠프,2026-12-01,09:00,2026-12-03,18:00,연수원\n",
        ("2026-12-01 09:00 2026-12-03 18:00 캠프 @연수원",),
    ),
    "a span over days in one cell": (
        "일시,행사명\n2026-12-01 22:00 ~ 2026-12-02 02:00,밤샘\n",
        ("2026-12-01 22:00 2026-12-02 02:00 밤샘",),
    ),
    "start and end under one heading": (
        "날짜,시간,,내용\n,시작,종료,\n2026-12-01,10:00,11:00,가\n",
        ("2026-12-01 10:00 11:00 가",),
    ),
    "the header again on the next page": (
        "날짜,시간,내용\n2026-12-01,10:00~11:00,가\n날짜,시간,내용\n2026-12-01,11:00~12:00,나\n",
        ("2026-12-01 10:00 11:00 가", "2026-12-01 11:00 12:00 나"),
    ),
    "notes below": (
        "날짜,시간,내용\n2026-12-01,10:00~11:00,가\n※ 일정은 바뀔 수 있습니다,,\n",
        ("2026-12-01 10:00 11:00 가", "-note_row"),
    ),
    "american dates": (
        "Date,Start Time,End Time,Title,Room\n12/01/2026,9:00 AM,10:30 AM,Opening,Hall\n12/01/2026,1:00 PM,2:00 PM,Talk,Hall\n",
        ("2026-12-01 09:00 10:30 Opening @Hall", "2026-12-01 13:00 14:00 Talk @Hall"),
    ),
    "european dates, told by a day above twelve": (
        "Date;Start;End;Title\n01/12/2026;09:00;10:00;Opening\n13/12/2026;09:00;10:00;Closing\n",
        ("2026-12-01 09:00 10:00 Opening", "2026-12-13 09:00 10:00 Closing"),
    ),
    "dates that may be either": (
        "Date,Start,End,Title\n01/02/2026,09:00,10:00,Opening\n",
        ("?date_order",),
    ),
    "two near days tell the order": (
        "Date,Start,End,Title\n01/12/2026,09:00,10:00,One\n02/12/2026,09:00,10:00,Two\n",
        ("2026-12-01 09:00 10:00 One", "2026-12-02 09:00 10:00 Two"),
    ),
    "german": (
        "Datum;Uhrzeit;Titel;Raum;Referent\n1.12.2026;10.00 - 10.30 Uhr;Begrüßung;Saal 1;Dr. Anna Groß\n",
        ("2026-12-01 10:00 10:30 Begrüßung @Saal 1 / Dr. Anna Groß",),
    ),
    "german months and weekdays": (
        "Datum;Von;Bis;Titel\nDienstag, 1. Dezember 2026;9:00;10:00;Eröffnung\n",
        ("2026-12-01 09:00 10:00 Eröffnung",),
    ),
    "french": (
        "Date;Horaire;Titre;Salle;Intervenant\n1 décembre 2026;10h00-11h30;Ouverture;A;Marie Roux\n",
        ("2026-12-01 10:00 11:30 Ouverture @A / Marie Roux",),
    ),
    "spanish": (
        "Fecha;Inicio;Fin;Título;Sala;Ponente\n1 de diciembre de 2026;10:00;11:00;Apertura;1;Ana Ruiz\n",
        ("2026-12-01 10:00 11:00 Apertura @1 / Ana Ruiz",),
    ),
    "japanese": (
        "日付,時間,タイトル,会場\n2026年12月1日(火),10:00〜10:30,開会,ホール\n",
        ("2026-12-01 10:00 10:30 開会 @ホール",),
    ),
    "english months in the cells": (
        'Start,End,Title\n"Dec 1, 2026 10:00 AM","Dec 1, 2026 11:00 AM",A\n"Tue 1 December 2026 14:00","1 December 2026 15:00",B\n',
        ("2026-12-01 10:00 11:00 A", "2026-12-01 14:00 15:00 B"),
    ),
    "half of the day only at the end": (
        "Date,Time,Session\n2026-12-01,2:00-3:30 PM,A\n2026-12-01,11:00-1:00 PM,B\n",
        ("2026-12-01 14:00 15:30 A", "2026-12-01 11:00 13:00 B"),
    ),
    "universal time": (
        "title,start,end\nA,2026-12-01T01:00:00Z,2026-12-01T02:00:00Z\nB,2026-12-01 03:00 UTC,2026-12-01 04:00 UTC\n",
        ("2026-12-01 10:00 11:00 A", "2026-12-01 12:00 13:00 B"),
    ),
    "an offset behind a single moment": (
        "title,start,end\nA,2026-11-30 20:00-05:00,2026-11-30 21:00-05:00\n",
        ("2026-12-01 10:00 11:00 A",),
    ),
    "pretalx with states": (
        "ID,Proposal title,Proposal state,Speaker names,Room,Start,End\n"
        "AAA,Kept,confirmed,Kim Hana,A,2026-12-01T10:00:00+09:00,2026-12-01T11:00:00+09:00\n"
        "BBB,Off,canceled,Lee,A,2026-12-01T11:00:00+09:00,2026-12-01T12:00:00+09:00\n"
        "CCC,Maybe,submitted,Lee,A,2026-12-01T11:00:00+09:00,2026-12-01T12:00:00+09:00\n",
        ("2026-12-01 10:00 11:00 Kept @A / Kim Hana", "-cancelled", "-not_on"),
    ),
    "cancelled in the title": (
        "날짜,시간,내용\n2026-12-01,10:00~11:00,[취소] 특강\n2026-12-01,11:00~12:00,Canceled: Talk\n2026-12-01,12:00~13:00,취소 수수료 안내\n",
        ("-cancelled", "-cancelled", "2026-12-01 12:00 13:00 취소 수수료 안내"),
    ),
    "several speakers in columns and in a cell": (
        'Date,Start,End,Title,Presenter 1,Presenter 2\n2026-12-01,10:00,11:00,A,Ada Lee,Bo Kim\n2026-12-01,11:00,12:00,B,"Cho; Dae (KAIST, Korea)",\n',
        ("2026-12-01 10:00 11:00 A / Ada Lee, Bo Kim", "2026-12-01 11:00 12:00 B / Cho, Dae (KAIST, Korea)"),
    ),
    "day numbers without a date": ("Day,Time,Title\nDay 1,10:00-11:00,A\n", ("?no_day",)),
    "day numbers with their dates": (
        "시간,내용\n1일차 (2026.12.1),\n10:00~11:00,가\n2일차 (2026.12.2),\n10:00~11:00,나\n",
        ("-day_row", "2026-12-01 10:00 11:00 가", "-day_row", "2026-12-02 10:00 11:00 나"),
    ),
    "only starts": ("날짜,시작,내용\n2026-12-01,10:00,가\n2026-12-01,11:00,나\n", ("?no_end", "?no_end")),
    "a grid of times and rooms": (
        "2026. 12. 1.(화)\n시간,대강당,201호\n10:00-11:00,개회식,\n11:00-12:00,가,나\n",
        ("-title_row", "2026-12-01 10:00 11:00 개회식 @대강당", "2026-12-01 11:00 12:00 가 @대강당", "2026-12-01 11:00 12:00 나 @201호"),
    ),
    "a grid of times and days": (
        "시간,12월 1일(화),12월 2일(수)\n10:00~11:00,가,나\n11:00~12:00,다,\n",
        ("2026-12-01 10:00 11:00 가", "2026-12-02 10:00 11:00 나", "2026-12-01 11:00 12:00 다"),
    ),
    "a grid with days over the rooms": (
        ",2026-12-01,,2026-12-02,\n시간,A,B,A,B\n10:00~11:00,가,나,다,라\n",
        ("-title_row", "2026-12-01 10:00 11:00 가 @A", "2026-12-01 10:00 11:00 나 @B", "2026-12-02 10:00 11:00 다 @A", "2026-12-02 10:00 11:00 라 @B"),
    ),
    "a grid lying on its side": (
        "2026-12-01,,\n장소,10:00~11:00,11:00~12:00\n대강당,가,나\n201호,,다\n",
        ("-title_row", "2026-12-01 10:00 11:00 가 @대강당", "2026-12-01 11:00 12:00 나 @대강당", "2026-12-01 11:00 12:00 다 @201호"),
    ),
    "a grid with a cell over two times": (
        "2026-12-01,,\n시간,A,B\n10:00-10:30,가,나\n10:30-11:00,가,다\n",
        ("-title_row", "2026-12-01 10:00 11:00 가 @A", "2026-12-01 10:00 10:30 나 @B", "2026-12-01 10:30 11:00 다 @B"),
    ),
    "a day per block of a grid": (
        "2026년 일정\n시간,A,B\n12월 1일,,\n10:00-11:00,가,나\n12월 2일,,\n10:00-11:00,다,라\n",
        ("-title_row", "-day_row", "2026-12-01 10:00 11:00 가 @A", "2026-12-01 10:00 11:00 나 @B", "-day_row",
         "2026-12-02 10:00 11:00 다 @A", "2026-12-02 10:00 11:00 라 @B"),
    ),
    "codes that differ in case only": (
        "code,title,start,end\na,가,2026-12-01 10:00,2026-12-01 11:00\nA,나,2026-12-01 11:00,2026-12-01 12:00\n",
        ("!double_code", "!double_code"),
    ),
    "a weekday that is another": (
        "날짜,시간,내용\n2026. 12. 1.(월),10:00~11:00,가\n",
        ("2026-12-01 10:00 11:00 가", "~weekday_differs"),
    ),
    "times that are none": ("날짜,시간,내용\n2026-12-01,오전 중,가\n2026-12-01,10:00~11:00,나\n", ("!bad_time", "2026-12-01 10:00 11:00 나")),
    "a roster": ("성명,소속,연락처\n도재담,창원,010-0000-0000\n", ("!!no_header",)),
    "a list with words nobody knows is no grid": (
        "언제,무엇,어디\n2026-12-01 10:00~11:00,가,홀\n", ("!!grid_or_list",),
    ),
    "a list without times": ("세션명,장소\n가,A\n", ("!!no_column",)),
    'breaks and the desk count for nothing': ('날짜,시간,내용\n2026-12-01,09:00~09:30,등록\n2026-12-01,10:00~12:00,특강\n2026-12-01,12:00~13:00,중식\n2026-12-01,13:00~13:10,Coffee Break\n2026-12-01,13:10~14:00,휴식의 과학\n', ('2026-12-01 09:00 09:30 등록', '~does_not_count', '2026-12-01 10:00 12:00 특강', '2026-12-01 12:00 13:00 중식', '~does_not_count', '2026-12-01 13:00 13:10 Coffee Break', '~does_not_count', '2026-12-01 13:10 14:00 휴식의 과학')),
    'cancelled behind the title and beside it': ('날짜,시간,내용,비고\n2026-12-01,10:00~11:00,Talk (cancelled),\n2026-12-01,11:00~12:00,특강 - 취소,\n2026-12-01,12:00~13:00,강연,취소\n2026-12-01,13:00~14:00,강좌 취소율,점심 제공\n', ('-cancelled', '-cancelled', '-cancelled', '2026-12-01 13:00 14:00 강좌 취소율')),
    'the zone of a column is another': ('Date,Time (CET),Title\n2026-12-01,10:00-11:00,A\n', ('!!zone_of_column',)),
    'the zone of a column is that of the event': ('Date,Time (KST),Title\n2026-12-01,10:00-11:00,A\n', ('2026-12-01 10:00 11:00 A',)),
    'days that a spreadsheet wrote as moments': ('Date,Start,End,Title\n2026-12-01 00:00:00,10:00:00,11:00:00,A\n', ('2026-12-01 10:00 11:00 A',)),
    'days as spreadsheets abbreviate them': ('Date,Time,Title\n1-Dec-26,10:00-11:00,A\n02-Dec-2026,10:00-11:00,B\n', ('2026-12-01 10:00 11:00 A', '2026-12-02 10:00 11:00 B')),
    'times that are tentative': ('날짜,시간,내용\n2026-12-01,10:00~11:00(예정),가\n2026-12-01,미정,나\n', ('2026-12-01 10:00 11:00 가', '!bad_time')),
    'japanese in words': ('日時,内容,会場,講師\n2026年12月1日 10時~11時,開会,ホール,田中太郎\n12月2日(水) 13:00〜14:30,講演,ホール,鈴木花子\n', ('2026-12-01 10:00 11:00 開会 @ホール / 田中太郎', '2026-12-02 13:00 14:30 講演 @ホール / 鈴木花子')),
    'chinese': ('日期,时间,议题,地点,主讲人\n2026年12月1日,上午10:00-11:00,开幕,大厅,王伟\n2026年12月1日,下午2:00-3:00,报告,大厅,李娜\n', ('2026-12-01 10:00 11:00 开幕 @大厅 / 王伟', '2026-12-01 14:00 15:00 报告 @大厅 / 李娜')),
    'dutch': ('Datum;Tijd;Onderwerp;Zaal;Spreker\n1 december 2026;10.00-11.00 uur;Opening;A;Jan\n', ('2026-12-01 10:00 11:00 Opening @A / Jan',)),
    'italian': ('Data;Orario;Titolo;Sala;Relatore\n1 dicembre 2026;10:00 - 11:00;Apertura;1;Marco Rossi\n', ('2026-12-01 10:00 11:00 Apertura @1 / Marco Rossi',)),
    'noon and midnight': ('Date,Time,Title\n2026-12-01,12:00 PM - 1:00 PM,Keynote\n2026-12-01,12:00 AM - 1:00 AM,Night\n', ('2026-12-01 12:00 13:00 Keynote', '2026-12-01 00:00 01:00 Night')),
    'four ways to write a span': ('Date,Time,Title\n2026-12-01,10:00 to 11:00,A\n2026-12-01,11:00 until 12:00,B\n2026-12-01,1300-1400,C\n2026-12-01,14h30 – 15h,D\n', ('2026-12-01 10:00 11:00 A', '2026-12-01 11:00 12:00 B', '2026-12-01 13:00 14:00 C', '2026-12-01 14:30 15:00 D')),
    'zones in cells': ('Date,Time,Title\n2026-12-01,10:00-11:00 KST,A\n2026-12-01,10:00-11:00 EST,B\n2026-12-01,10:00-11:00 GMT,C\n', ('2026-12-01 10:00 11:00 A', '!bad_time', '2026-12-01 19:00 20:00 C')),
    'ko 발표자 미정': ('날짜,시간,세션명,발표자\n2026-12-01,10:00~11:00,가,미정\n2026-12-01,11:00~12:00,나,TBA\n2026-12-01,12:00~13:00,다,-\n', ('2026-12-01 10:00 11:00 가', '2026-12-01 11:00 12:00 나', '2026-12-01 12:00 13:00 다')),
    'de table': ('Datum;Uhrzeit;Programmpunkt;Ort;Referent:in\n01.12.2026;09:00 - 09:30 Uhr;Begrüßung;Aula;Dr. A. Groß\n;13:00 - 14:15 Uhr;Vortrag;Raum 2;Prof. B. Klein\n', ('2026-12-01 09:00 09:30 Begrüßung @Aula / Dr. A. Groß', '2026-12-01 13:00 14:15 Vortrag @Raum 2 / Prof. B. Klein')),
    'de entfällt': ('Datum;Zeit;Titel;Status\n1.12.2026;9:00-10:00;A;\n1.12.2026;10:00-11:00;B;entfällt\n1.12.2026;11:00-12:00;C (entfällt);\n', ('2026-12-01 09:00 10:00 A', '-cancelled', '-cancelled')),
    'fr debut fin annulé': ('Jour;Début;Fin;Titre;Statut\n01/12/2026;09h00;10h00;A;Confirmé\n01/12/2026;10h00;11h00;B;Annulé\n13/12/2026;10h00;11h00;C;\n', ('2026-12-01 09:00 10:00 A', '~unknown_state', '-cancelled', '2026-12-13 10:00 11:00 C')),
    'es': ('Fecha,Hora,Actividad,Lugar,Ponente\n1 de diciembre de 2026,9:00 a 10:00 h,Apertura,Sala 1,Ana Ruiz\n,de 10:00 a 11:30,Mesa redonda,Sala 1,\n', ('2026-12-01 09:00 10:00 Apertura @Sala 1 / Ana Ruiz', '2026-12-01 10:00 11:30 Mesa redonda @Sala 1')),
    'it': ('Giorno,Ora inizio,Ora fine,Attività,Aula,Relatori\nmartedì 1 dicembre 2026,9.00,10.30,Apertura,Aula 1,Marco Rossi\n', ('2026-12-01 09:00 10:30 Apertura @Aula 1 / Marco Rossi',)),
    'sched.com': ('Session Key,Session Title,Session Status,Session Date,Session Start Time,Session End Time,Room,Track,Speakers,Description\nAB1,Opening,Active,2026-12-01,9:00 AM,10:00 AM,Hall,Main,Ada Lee,Text\nAB2,Talk,Cancelled,2026-12-01,10:00 AM,11:00 AM,Hall,Main,Ben Roh,Text\n', ('2026-12-01 09:00 10:00 Opening @Hall / Ada Lee', '-cancelled')),
    'ja': ('日付,時刻,プログラム,会場,登壇者\n2026年12月1日（火）,午前10時～11時,開会式,大ホール,田中太郎\n,13時30分～15時,基調講演,大ホール,鈴木花子（例大）\n,午後3時15分〜4時,パネル,会議室A,\n', ('2026-12-01 10:00 11:00 開会式 @大ホール / 田中太郎', '2026-12-01 13:30 15:00 基調講演 @大ホール / 鈴木花子（例大）', '2026-12-01 15:15 16:00 パネル @会議室A')),
    'zh': ('日期,时间,内容,地点,报告人\n2026年12月1日（周二）,上午9:00-10:00,开幕式,大会议厅,王伟\n,10:20—12:00,主旨报告,大会议厅,李娜 教授\n,下午2:00-3:30,分论坛,201室,\n', ('2026-12-01 09:00 10:00 开幕式 @大会议厅 / 王伟', '2026-12-01 10:20 12:00 主旨报告 @大会议厅 / 李娜 教授', '2026-12-01 14:00 15:30 分论坛 @201室')),
    'india': ('Date,Time,Event,Venue,Resource Person\n01-12-2026,9.30 am to 10.30 am,Inauguration,Auditorium,Dr. Asha Rao\n02-12-2026,2.00 pm - 3.30 pm,Session I,Seminar Hall,Prof. Ravi\n', ('2026-12-01 09:30 10:30 Inauguration @Auditorium / Dr. Asha Rao', '2026-12-02 14:00 15:30 Session I @Seminar Hall / Prof. Ravi')),
    'india hrs': ('Date,Time,Topic\n01.12.2026,0930 hrs - 1030 hrs,A\n01.12.2026,10:30 hrs to 11:15 hrs,B\n', ('2026-12-01 09:30 10:30 A', '2026-12-01 10:30 11:15 B')),
    'postponed': ('Date,Time,Title,Remarks\n2026-12-01,10:00-11:00,A,\n2026-12-01,11:00-12:00,B,postponed to 2027\n2026-12-01,13:00-14:00,C,연기\n', ('2026-12-01 10:00 11:00 A', '-cancelled', '-cancelled')),
    'postponed in title': ('Date,Time,Title\n2026-12-01,10:00-11:00,A\n2026-12-01,11:00-12:00,B (postponed)\n2026-12-01,13:00-14:00,[연기] 특강\n', ('2026-12-01 10:00 11:00 A', '-cancelled', '-cancelled')),
    'draft state': ('Date,Time,Title,Status\n2026-12-01,10:00-11:00,A,Published\n2026-12-01,11:00-12:00,B,Draft\n2026-12-01,12:00-13:00,C,Hidden\n', ('2026-12-01 10:00 11:00 A', '-not_on', '-not_on')),
    "years of the era of Japan": (
        "日付,時間,タイトル\n令和8年12月1日,10:00~11:00,One\nR8.12.2,10:00~11:00,Two\nＲ８/12/3,10:00~11:00,Three\n",
        ("2026-12-01 10:00 11:00 One", "2026-12-02 10:00 11:00 Two", "2026-12-03 10:00 11:00 Three"),
    ),
    "years of the republic": (
        "日期,時間,主題\n115/12/01,10:00~11:00,One\n民國115年12月2日,10:00~11:00,Two\n中華民國115.12.3,10:00~11:00,Three\n",
        ("2026-12-01 10:00 11:00 One", "2026-12-02 10:00 11:00 Two", "2026-12-03 10:00 11:00 Three"),
    ),
    "no day of any calendar": (
        "日期,時間,主題\n115/13/01,10:00~11:00,One\n令和8年2月30日,10:00~11:00,Two\n2026-12-01,10:00~11:00,Three\n",
        ("!bad_time", "!bad_time", "2026-12-01 10:00 11:00 Three"),
    ),
    "a and p alone": (
        "Date,Time,Title\n2026-12-01,9a-10a,One\n2026-12-01,9:30a-1p,Two\n2026-12-01,1p - 2:15p,Three\n2026-12-01,15:00 a 16:00,Four\n",
        ("2026-12-01 09:00 10:00 One", "2026-12-01 09:30 13:00 Two", "2026-12-01 13:00 14:15 Three", "2026-12-01 15:00 16:00 Four"),
    ),
    "오전 and 오후 in a column of their own": (
        "날짜,구분,시간,내용\n2026-12-01,오전,9:00~10:00,가\n2026-12-01,오후,1:00~2:00,나\n2026-12-01,오후,2:00~3:00,다\n",
        ("2026-12-01 09:00 10:00 가", "!half_of_day", "!half_of_day"),
    ),
}  # fmt: skip

EVENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "daily as often as it says": (
        "SUMMARY:a\nDTSTART:20261201T090000\nDTEND:20261201T100000\nRRULE:FREQ=DAILY;COUNT=2",
        ("2026-12-01 09:00 10:00 a", "2026-12-02 09:00 10:00 a"),
    ),
    "daily but not on one day": (
        "SUMMARY:a\nDTSTART:20261201T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20261203T235959Z\nEXDATE:20261202T090000",
        ("2026-12-01 09:00 10:00 a", "2026-12-03 09:00 10:00 a"),
    ),
    "weekly for ever, held by the days of the others": (
        "SUMMARY:a\nDTSTART:20261124T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\n+\n"
        "SUMMARY:b\nDTSTART:20261201T100000\nDTEND:20261201T110000",
        ("2026-12-01 09:00 10:00 a", "2026-12-01 10:00 11:00 b"),
    ),
    "for ever and nothing else": (
        "SUMMARY:a\nDTSTART:20261201T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY", ("?endless",),
    ),
    "one repetition moved": (
        "UID:r\nSUMMARY:a\nDTSTART:20261201T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\n+\n"
        "UID:r\nRECURRENCE-ID:20261202T090000\nSUMMARY:a\nDTSTART:20261202T140000\nDTEND:20261202T150000",
        ("2026-12-01 09:00 10:00 a", "2026-12-02 14:00 15:00 a"),
    ),
    "one repetition cancelled": (
        "UID:r\nSUMMARY:a\nDTSTART:20261201T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\n+\n"
        "UID:r\nRECURRENCE-ID:20261202T090000\nSTATUS:CANCELLED\nSUMMARY:a\nDTSTART:20261202T090000\nDTEND:20261202T100000",
        ("2026-12-01 09:00 10:00 a", "-cancelled"),
    ),
    "one number for two": (
        "UID:7\nSUMMARY:a\nDTSTART:20261201T090000\nDURATION:PT1H\n+\nUID:7\nSUMMARY:b\nDTSTART:20261201T100000\nDURATION:PT1H",
        ("2026-12-01 09:00 10:00 a", "2026-12-01 10:00 11:00 b"),
    ),
    "a whole day, no end and no title among good ones": (
        "SUMMARY:a\nDTSTART;VALUE=DATE:20261201\n+\nSUMMARY:b\nDTSTART:20261201T100000\n+\n"
        "DTSTART:20261201T110000\nDURATION:PT1H\n+\nSUMMARY:d\nDTSTART:20261201T120000\nDURATION:PT1H",
        ("?whole_day", "?no_end", "!no_title", "2026-12-01 12:00 13:00 d"),
    ),
    "zones of outlook": (
        "SUMMARY:a\nDTSTART;TZID=GMT Standard Time:20261201T010000\nDTEND;TZID=GMT Standard Time:20261201T020000",
        ("2026-12-01 10:00 11:00 a",),
    ),
    "a zone of nobody": (
        "SUMMARY:a\nDTSTART;TZID=Nowhere:20261201T010000\nDTEND;TZID=Nowhere:20261201T020000", ("!unknown_zone",),
    ),
    "taken off by outlook": (
        "SUMMARY:취소됨: 강연\nDTSTART:20261201T090000\nDURATION:PT1H", ("-cancelled",),
    ),
    'ics recurrence moved other tz': (
        'UID:r\nSUMMARY:A\nDTSTART;TZID=Asia/Seoul:20261201T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\n+\nUID:r\nRECURRENCE-ID:20261202T010000Z\nSUMMARY:A2\nDTSTART;TZID=Asia/Seoul:20261202T150000\nDURATION:PT1H',
        ('2026-12-01 10:00 11:00 A', '2026-12-02 15:00 16:00 A2'),
    ),
    'ics sequence newer': (
        'UID:1\nSEQUENCE:0\nSUMMARY:A\nDTSTART:20261201T100000\nDTEND:20261201T110000\n+\nUID:1\nSEQUENCE:1\nSUMMARY:A\nDTSTART:20261201T140000\nDTEND:20261201T150000',
        ('2026-12-01 14:00 15:00 A',),
    ),
}  # fmt: skip

_DAY = '<schedule><conference><day_change>05:00:00</day_change></conference><day date="2026-12-01"><room name="A">{}</room></day></schedule>'
SCHEDULES: dict[str, tuple[str, tuple[str, ...]]] = {
    "frab": (
        _DAY.format("<event id='1'><start>10:00</start><duration>00:30</duration><title>T</title>"
                    "<persons><person id='1'>Ada Lee</person></persons></event>"),
        ("2026-12-01 10:00 10:30 T @A / Ada Lee",),
    ),
    "pentabarf after midnight": (
        _DAY.format("<event id='1'><start>00:30</start><duration>01:00</duration><title>T</title></event>"),
        ("2026-12-02 00:30 01:30 T @A",),
    ),
    "entities that grow": (
        "<!DOCTYPE s [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>" + _DAY.format("<event id='1'><title>&b;</title></event>"),
        ("!!unsafe_xml",),
    ),
    "frab in json": (
        '{"schedule":{"conference":{"title":"W","start":"2026-12-01","days":[{"date":"2026-12-01","rooms":{"A":['
        '{"id":1,"date":"2026-12-01T10:00:00+09:00","start":"10:00","duration":"00:30","title":"T","persons":'
        '[{"public_name":"Ada Lee"}]}]}}]}}}',
        ("2026-12-01 10:00 10:30 T @A / Ada Lee",),
    ),
    "the widget of pretalx": (
        '{"talks":[{"code":"ABC","title":{"en":"T"},"start":"2026-12-01T10:00:00+09:00","end":'
        '"2026-12-01T11:00:00+09:00","room":7,"speakers":["X"]}],"rooms":[{"id":7,"name":{"en":"A"}}],"speakers":'
        '[{"code":"X","name":"Ada Lee"}]}',
        ("2026-12-01 10:00 11:00 T @A / Ada Lee",),
    ),
    "sessionize": (
        '[{"date":"2026-12-01T00:00:00","rooms":[{"id":1,"name":"A","sessions":[{"id":"9","title":"T","startsAt":'
        '"2026-12-01T09:00:00","endsAt":"2026-12-01T10:00:00","room":"A","speakers":[{"name":"Ada Lee"}]}]}]}]',
        ("2026-12-01 09:00 10:00 T @A / Ada Lee",),
    ),
}  # fmt: skip
