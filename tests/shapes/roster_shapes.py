# ruff: noqa: E501 - a row of a file stands in one line
"""Rosters as offices, forms and systems write them, each with the people that are right, or what is asked.

A person is written ``name @affiliation /position <mail ☎phone ~category #code =status ✓consent №id …notes {sessions}``.
``?kind word`` is a question, ``!code row`` a row that is rejected, ``~code row`` a doubt that is told, ``!!code`` the
refusal of the whole file.  Every person and company is invented.
"""

CSV: dict[str, tuple[str, tuple[str, ...]]] = {
    "korean words in full": (
        "참석자명,소속기관,직위,휴대전화,이메일\n김하나,가온테크,과장,01000000011,a@example.com\n",
        ("김하나 @가온테크 /과장 <a@example.com ☎010-0000-0011",),
    ),
    "applicant heading": (
        "신청자명,연락처,신청 세션\n홍길동,010-0000-0001,불모포럼\n",
        ("홍길동 ☎010-0000-0001 {S4}",),
    ),
    "learner heading": (
        "수강생,소속,연락처\n김하나,가온,010-0000-0011\n",
        ("김하나 @가온 ☎010-0000-0011",),
    ),
    "trainee heading": (
        "번호,교육생명,학교\n1,김하나,가온대\n2,이두리,나래대\n",
        (
            "김하나 @가온대",
            "이두리 @나래대",
        ),
    ),
    "guest heading": (
        "Guest,Company\nAda Lee,Gaon\n",
        ("Ada Lee @Gaon",),
    ),
    "guest yes or no beside a name": (
        "Name,Guest,Email\nAda Lee,Yes,a@example.com\nBen Roh,No,b@example.com\n",
        (
            "Ada Lee <a@example.com",
            "Ben Roh <b@example.com",
        ),
    ),
    "delegate": (
        "Delegate Name,Organisation,Country\nAda Lee,Gaon,KR\n",
        ("Ada Lee @Gaon",),
    ),
    "a question of a form": (
        "Q1. 성함을 적어 주세요,Q2. 소속을 적어 주세요 (예: 한빛정밀),Q3. 연락 가능한 휴대전화 번호를 입력해 주세요\n김하나,가온,1000000011\n",
        ("김하나 @가온 ☎010-0000-0011",),
    ),
    "english questions": (
        "Timestamp,What is your full name?,Please enter your email address,Which company do you work for?\n2026/10/01,Ada Lee,a@example.com,Gaon\n",
        ("Ada Lee @Gaon <a@example.com",),
    ),
    "required marks": (
        "[필수] 성명,[필수] 휴대폰,[선택] 소속\n김하나,010-0000-0011,가온\n",
        ("김하나 @가온 ☎010-0000-0011",),
    ),
    "numbered headings": (
        "1) 이름*,2) 이메일*,3) 직책\n김하나,a@example.com,과장\n",
        ("김하나 /과장 <a@example.com",),
    ),
    "attendee before applicant": (
        "신청자 성명,신청자 연락처,참석자 성명,참석자 연락처\n박회사,02-000-0000,김하나,010-0000-0011\n",
        ("김하나 ☎010-0000-0011",),
    ),
    "applicant's phone is not the attendee's": (
        "신청자 성명,신청자 연락처,참석자 성명\n박회사,010-0000-0099,김하나\n",
        ("김하나",),
    ),
    "representative and contact person": (
        "기업명,대표자,담당자,담당자 이메일,참가자,참가자 이메일\n가온,박대표,최담당,pr@example.com,김하나,a@example.com\n",
        ("김하나 @가온 <a@example.com",),
    ),
    "guardian and emergency": (
        "학생명,학교,보호자 성명,보호자 연락처,비상연락처\n김하나,가온초,김엄마,010-0000-0021,010-0000-0022\n",
        ("김하나 @가온초",),
    ),
    "payer": (
        "이름,입금자명,이메일\n김하나,박엄마,a@example.com\n",
        ("김하나 <a@example.com",),
    ),
    "emergency contact in english": (
        "Full name,Email,Emergency contact name,Emergency contact phone\nAda Lee,a@example.com,Bob Lee,+1 555 000 0001\n",
        ("Ada Lee <a@example.com",),
    ),
    "buyer columns first": (
        "Buyer name,Buyer email,Attendee first name,Attendee last name,Attendee email\nBob Roh,b@example.com,Ada,Lee,a@example.com\n",
        ("Ada Lee <a@example.com",),
    ),
    "billing company": (
        "Name,Billing company,Company,Billing email,Email\nAda Lee,Payer GmbH,Gaon,pay@example.com,a@example.com\n",
        ("Ada Lee @Gaon <a@example.com",),
    ),
    "office phone alone": (
        "성명,사무실 전화\n김하나,02-000-0001\n",
        ("김하나 ☎02-000-0001",),
    ),
    "mobile behind office": (
        "성명,회사 전화,휴대폰\n김하나,02-000-0001,010-0000-0011\n",
        ("김하나 ☎010-0000-0011",),
    ),
    "vehicle and business numbers": (
        "성명,사업자등록번호,차량번호,소속\n김하나,123-45-67890,12가3456,가온\n이두리,123-45-67890,12가3456,가온\n",
        (
            "김하나 @가온",
            "이두리 @가온",
        ),
    ),
    "first and last": (
        "First Name,Last Name\nAda,Lee\n",
        ("Ada Lee",),
    ),
    "last and first": (
        "Last Name,First Name\nLee,Ada\n",
        ("Ada Lee",),
    ),
    "given and family, korean": (
        "Given Name,Family Name,Company\n하나,김,가온\nAda,Lee,Gaon\n",
        (
            "김하나 @가온",
            "Ada Lee @Gaon",
        ),
    ),
    "성 and 이름": (
        "성,이름,이메일\n남궁,민수,a@example.com\n",
        ("남궁민수 <a@example.com",),
    ),
    "이름 and 성 turned round": (
        "이름,성\n하나,김\n",
        ("김하나",),
    ),
    "whole name beside halves": (
        'Name,First Name,Last Name,Email\n"Lee, Ada",Ada,Lee,a@example.com\n',
        ("Ada Lee <a@example.com",),
    ),
    "whole name fills in for missing halves": (
        "Attendee name,Attendee name: Given name,Attendee name: Family name\nAda Lee,,\nBen Roh,Ben,Roh\n",
        (
            "Ada Lee",
            "Ben Roh",
        ),
    ),
    "name and surname": (
        "Name,Surname,Email\nAda,Lee,a@example.com\n",
        ("Ada Lee <a@example.com",),
    ),
    "whole name beside surname": (
        "Name,Surname\nAda Lee,Lee\nBen Roh,Roh\n",
        (
            "Ada Lee",
            "Ben Roh",
        ),
    ),
    "german": (
        "Vorname,Nachname,Firma,E-Mail-Adresse,Telefon,Status\nJürgen,Müller,Holm AG,j@example.com,+49 30 000001,bestätigt\nAnna,Weiß,,a@example.com,,Warteliste\n",
        (
            "Jürgen Müller @Holm AG <j@example.com ☎+49 30 000001 =registered",
            "Anna Weiß <a@example.com =waiting",
        ),
    ),
    "german, family name called Name": (
        "Name,Vorname,Unternehmen\nMüller,Jürgen,Holm AG\n",
        ("Jürgen Müller @Holm AG",),
    ),
    "french": (
        "Prénom,Nom,Société,Courriel,Téléphone portable,Statut\nHélène,Lefèvre,Télécom SA,h@example.com,+33 6 00 00 00 01,annulé\n",
        ("Hélène Lefèvre @Télécom SA <h@example.com ☎+33 6 00 00 00 01 =cancelled",),
    ),
    "french whole": (
        "Nom et prénom,Entreprise,Fonction\nHélène Lefèvre,Télécom,Directrice\n",
        ("Hélène Lefèvre @Télécom /Directrice",),
    ),
    "spanish": (
        "Nombre,Apellidos,Empresa,Correo electrónico,Teléfono,Estado\nAna,García López,Sol SA,a@example.com,+34 600 000 001,Pendiente\n",
        ("Ana García López @Sol SA <a@example.com ☎+34 600 000 001 =waiting",),
    ),
    "italian": (
        "Nome,Cognome,Azienda,Indirizzo email,Cellulare,Stato\nMarco,Rossi,Luna SpA,m@example.com,+39 300 000 0001,Confermato\n",
        ("Marco Rossi @Luna SpA <m@example.com ☎+39 300 000 0001 =registered",),
    ),
    "dutch with an infix": (
        "Voornaam,Tussenvoegsel,Achternaam,Bedrijf,E-mailadres\nJan,van der,Berg,Zon BV,j@example.com\n",
        ("Jan van der Berg @Zon BV <j@example.com",),
    ),
    "japanese halves": (
        "姓,名,会社名,メールアドレス,電話番号\n田中,太郎,例社,a@example.com,03-0000-0001\n",
        ("田中太郎 @例社 <a@example.com ☎03-0000-0001",),
    ),
    "japanese with kana": (
        "氏名,氏名（フリガナ）,所属,参加状況\n田中太郎,タナカタロウ,例社,キャンセル待ち\n",
        ("田中太郎 @例社 =waiting",),
    ),
    "chinese": (
        "姓名,单位,职务,手机号码,电子邮箱,审核状态\n王伟,北京大学,教授,13800000001,w@example.com,待审核\n",
        ("王伟 @北京大学 /教授 <w@example.com ☎13800000001 =waiting",),
    ),
    "traditional chinese": (
        "姓名,公司名稱,電子郵件,狀態\n陳怡君,新竹科技,c@example.com,已取消\n",
        ("陳怡君 @新竹科技 <c@example.com =cancelled",),
    ),
    "comma turned": (
        'Name,Email\n"Lee, Ada",a@example.com\n"van der Berg, Jan Piet",j@example.com\n',
        (
            "Ada Lee <a@example.com",
            "Jan Piet van der Berg <j@example.com",
        ),
    ),
    "a degree is no given name": (
        'Name,Email\n"Ada Lee, PhD",a@example.com\n',
        ("Ada Lee, PhD <a@example.com",),
    ),
    "titles": (
        "Name,Email\nMr. Ben Roh,b@example.com\nProf. Dr. Ada Lee,a@example.com\n",
        (
            "Ben Roh <b@example.com",
            "Ada Lee <a@example.com",
        ),
    ),
    "polite endings": (
        "성명,소속\n김하나 님,가온\n이두리님,나래\n",
        (
            "김하나 @가온",
            "이두리 @나래",
        ),
    ),
    "address beside the name": (
        'Participant\nAda Lee <ada@example.com>\n"Roh, Ben (ben@example.com)"\n',
        (
            "Ada Lee <ada@example.com",
            "Ben Roh <ben@example.com",
        ),
    ),
    "titles are not positions": (
        "First name,Last name,Title,Position\nAda,Lee,Ms,Engineer\nBen,Roh,Mr,Designer\n",
        (
            "Ada Lee /Engineer",
            "Ben Roh /Designer",
        ),
    ),
    "attendee numbers are no names": (
        "Attendee,Full name\n17,Ada Lee\n18,Ben Roh\n",
        (
            "Ada Lee",
            "Ben Roh",
        ),
    ),
    "only numbers under the name": (
        "이름,소속\n17,가온\n18,나래\n",
        ("!!roster.no_name_column",),
    ),
    "several in a cell": (
        '성명,소속\n"김하나, 이두리",가온\n박세나,나래\n',
        (
            "박세나 @나래",
            "!roster.several_names 2",
        ),
    ),
    "several in english": (
        "Name,Company\nAda Lee; Ben Roh,Gaon\nCho Kim,Narae\n",
        (
            "Cho Kim @Narae",
            "!roster.several_names 2",
        ),
    ),
    "and others": (
        "참가자,소속\n김하나 외 2명,가온\nAda Lee and 3 others,Gaon\n",
        (
            "김하나 @가온",
            "Ada Lee @Gaon",
            "~roster.nameless 2",
            "~roster.nameless 3",
        ),
    ),
    "company and name in one": (
        "소속/성명,연락처\n가온테크/김하나,010-0000-0011\n나래산업/이두리,010-0000-0012\n",
        (
            "김하나 @가온테크 ☎010-0000-0011",
            "이두리 @나래산업 ☎010-0000-0012",
        ),
    ),
    "name and company in brackets": (
        "성명(소속),연락처\n김하나(가온테크),010-0000-0011\n이두리(나래산업),010-0000-0012\n",
        (
            "김하나 @가온테크 ☎010-0000-0011",
            "이두리 @나래산업 ☎010-0000-0012",
        ),
    ),
    "persian and emoji": (
        "성명,소속\nمحمد علی\u200cزاده,가온\n👩\u200d🔬 과학자,나래\n",
        (
            "محمد علی\u200cزاده @가온",
            "👩\u200d🔬 과학자 @나래",
        ),
    ),
    "no headings, phones": (
        "김하나,가온테크,010-0000-0011\n이두리,나래산업,010-0000-0012\n",
        ("!!roster.no_name_column",),
    ),
    "no headings, the first without a phone": (
        "김하나,가온테크,\n이두리,나래산업,010-0000-0012\n박세나,다솜,010-0000-0013\n",
        ("!!roster.no_name_column",),
    ),
    "no headings, english": (
        "Ada Lee,ada@example.com,Gaon\nBen Roh,ben@example.com,Narae\n",
        ("!!roster.no_name_column",),
    ),
    "no headings, only names": (
        "김하나\n이두리\n",
        ("!!roster.no_name_column",),
    ),
    "unknown headings": (
        "누구,어디,번호\n김하나,가온,010-0000-0011\n",
        ("!!roster.no_name_column",),
    ),
    "session title in the first person": (
        "신청인,전화,관심분야\n홍길동,010-0000-0001,AI 커뮤니티\n김민수,010-0000-0002,\n",
        (
            "홍길동 ☎010-0000-0001",
            "김민수 ☎010-0000-0002",
        ),
    ),
    "status words": (
        "성명,상태\n김하나,결제완료\n이두리,입금대기\n박세나,취소\n최다섯,대기 3번\n정여섯,승인거절\n",
        (
            "김하나 =registered",
            "이두리 =waiting",
            "박세나 =cancelled",
            "최다섯 =waiting",
            "정여섯 =cancelled",
        ),
    ),
    "unknown status word": (
        "성명,상태\n김하나,확정\n이두리,보류\n",
        (
            "김하나 =registered",
            "?status_word 보류",
        ),
    ),
    "void": (
        "Name,Void\nAda Lee,false\nBen Roh,true\n",
        (
            "Ada Lee =registered",
            "Ben Roh =cancelled",
        ),
    ),
    "paid yes or no": (
        "성명,입금여부\n김하나,O\n이두리,X\n",
        (
            "김하나 =registered",
            "이두리 =waiting",
        ),
    ),
    "cancelled yes or no": (
        "성명,취소여부\n김하나,N\n이두리,Y\n",
        (
            "김하나 =registered",
            "이두리 =cancelled",
        ),
    ),
    "rsvp": (
        "Name,RSVP\nAda Lee,Yes\nBen Roh,No\nCho Kim,Maybe\n",
        (
            "Ada Lee =registered",
            "Ben Roh =cancelled",
            "Cho Kim =waiting",
        ),
    ),
    "two states, the stricter": (
        "이름,결제상태,참석여부\n김하나,결제완료,참석\n이두리,환불완료,참석\n박세나,결제완료,불참\n",
        (
            "김하나 =registered",
            "이두리 =cancelled",
            "박세나 =cancelled",
        ),
    ),
    "state of a country": (
        "Name,City,State\nAda Lee,Austin,TX\nBen Roh,Boston,Massachusetts\n",
        (
            "Ada Lee",
            "Ben Roh",
        ),
    ),
    "state-like and unknown": (
        "Name,Approval\nAda Lee,Tier 1\nBen Roh,Tier 2\n",
        (
            "Ada Lee",
            "Ben Roh",
            "?status_column Approval",
        ),
    ),
    "visa status is none": (
        "Name,Visa status,Email\nAda Lee,Holder,a@example.com\n",
        ("Ada Lee <a@example.com",),
    ),
    "luma": (
        "api_id,name,email,approval_status,checked_in_at,qr_code_url\nx1,Ada Lee,a@example.com,approved,,https://g.example.org/c?pk=g-1\nx2,Ben Roh,b@example.com,pending_approval,,https://g.example.org/c?pk=g-2\n",
        (
            "Ada Lee <a@example.com #https://g.example.org/c?pk=g-1 =registered",
            "Ben Roh <b@example.com #https://g.example.org/c?pk=g-2 =waiting",
        ),
    ),
    "eventbrite": (
        "Order #,First Name,Last Name,Email,Ticket Type,Barcode #,Attendee Status\n1,Ada,Lee,a@example.com,VIP,100110001,Attending\n1,Ben,Roh,b@example.com,General,100110002,Not Attending\n",
        (
            "Ada Lee <a@example.com ~VIP #100110001 =registered",
            "Ben Roh <b@example.com ~General #100110002 =cancelled",
        ),
    ),
    "ticket kinds are no codes": (
        "Name,Ticket\nAda Lee,Regular\nBen Roh,Student\nCho Kim,Regular\n",
        (
            "Ada Lee ~Regular",
            "Ben Roh ~Student",
            "Cho Kim ~Regular",
        ),
    ),
    "days are no codes": (
        "Name,Ticket\nAda Lee,Day 1\nBen Roh,Day 2\n",
        (
            "Ada Lee ~Day 1",
            "Ben Roh ~Day 2",
        ),
    ),
    "line numbers are no codes": (
        "Name,Ticket number,Barcode\nAda Lee,1,A7K2M9\nBen Roh,2,B8K2M9\n",
        (
            "Ada Lee #A7K2M9",
            "Ben Roh #B8K2M9",
        ),
    ),
    "pretix orders": (
        "Order code,Email,Order status,Attendee name,Secret\nA1B2C,o@example.com,paid,Ada Lee,k4rzqkq8d9w6z5bm\nD3E4F,p@example.com,pending,Ben Roh,p9wz3kq8d9w6z5bm\n",
        (
            "Ada Lee <o@example.com #k4rzqkq8d9w6z5bm =registered",
            "Ben Roh <p@example.com #p9wz3kq8d9w6z5bm =waiting",
        ),
    ),
    "indico": (
        'ID,Name,Email Address,Affiliation,Position,Registration state\n1,"Lee, Ada",a@example.com,Gaon,Professor,Completed\n2,"Roh, Ben",b@example.com,Narae,Student,Withdrawn\n3,"Kim, Cho",c@example.com,Narae,Student,Awaiting payment\n',
        (
            "Ada Lee @Gaon /Professor <a@example.com =registered",
            "Ben Roh @Narae /Student <b@example.com =cancelled",
            "Cho Kim @Narae /Student <c@example.com =waiting",
        ),
    ),
    "microsoft forms": (
        "ID,Start time,Completion time,Email,Name,성함,소속\n1,2026-08-01,2026-08-01,anonymous,,김하나,가온\n2,2026-08-01,2026-08-01,anonymous,,이두리,나래\n",
        (
            "김하나 @가온",
            "이두리 @나래",
        ),
    ),
    "zoom": (
        "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\nAda Lee,a@example.com,10/05/2026 06:03:00 PM,10/05/2026 06:20:00 PM,17,Yes\n",
        ("Ada Lee <a@example.com",),
    ),
    "teams": (
        "1. Summary\nMeeting title\tWorkshop\nAttended participants\t2\n\n2. Participants\nName\tFirst Join\tLast Leave\tEmail\tRole\nAda Lee\t10/5/26 9:00 AM\t10/5/26 10:00 AM\ta@example.com\tPresenter\nBen Roh\t10/5/26 9:01 AM\t10/5/26 10:00 AM\tb@example.com\tAttendee\n\n3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\nAda Lee\t10/5/26 9:00 AM\t10/5/26 10:00 AM\t1h\ta@example.com\n",
        (
            "Ada Lee /Presenter <a@example.com",
            "Ben Roh /Attendee <b@example.com",
        ),
    ),
    "onoffmix": (
        "번호,이름,연락처,이메일,결제상태,티켓명,티켓번호\n1,김하나,010-0000-0011,a@example.com,결제완료,일반,T-0001\n2,이두리,010-0000-0012,b@example.com,입금대기,일반,T-0002\n",
        (
            "김하나 <a@example.com ☎010-0000-0011 ~일반 #T-0001 =registered",
            "이두리 <b@example.com ☎010-0000-0012 ~일반 #T-0002 =waiting",
        ),
    ),
    "naver with a kind of member": (
        "응답일시,참여자,1. 성명,2. 소속\n2026.10.01,비회원,홍길동,한빛\n2026.10.01,회원,김하나,가온\n",
        (
            "홍길동 @한빛",
            "김하나 @가온",
        ),
    ),
    "consents": (
        "성명,개인정보 수집·이용 동의\n김하나,네 동의합니다\n이두리,동의하지 않습니다\n박세나,I do not agree\n최다섯,2026-08-01\n정여섯,나중에 결정\n",
        (
            "김하나 ✓yes",
            "이두리",
            "박세나",
            "최다섯 ✓2026-08-01",
            "정여섯",
            "~roster.odd_consent 6",
        ),
    ),
    "consent in english": (
        "Name,Consent\nAda Lee,I agree\nBen Roh,declined\nCho Kim,Yes\n",
        (
            "Ada Lee ✓yes",
            "Ben Roh",
            "Cho Kim ✓yes",
        ),
    ),
    "sessions with slashes": (
        "성명,4. 참석 세션(중복 선택 가능)\n김하나,지원사업 합동설명회 / 불모포럼\n",
        ("김하나 {S1,S4}",),
    ),
    "two-up": (
        "연번,성명,소속,,연번,성명,소속\n1,김하나,가온,,3,박세나,다솜\n2,이두리,나래,,4,최다섯,라온\n",
        (
            "김하나 @가온",
            "이두리 @나래",
            "박세나 @다솜",
            "최다섯 @라온",
        ),
    ),
    "three-up without a gap": (
        "성명,서명,성명,서명,성명,서명\n김하나,,이두리,,박세나,\n최다섯,,정여섯,,,\n",
        (
            "김하나",
            "최다섯",
            "이두리",
            "정여섯",
            "박세나",
        ),
    ),
    "a second column of names": (
        "성명,소속,비고,성명\n김하나,가온,,이두리\n박세나,나래,,\n",
        (
            "김하나 @가온",
            "박세나 @나래",
            "?second_name 성명",
        ),
    ),
    "groups": (
        "성명,소속,직위\n□ 산업계,,\n김하나,가온,과장\n[학계],,\n박세나,다솜대,교수\nVIP,,\n최다섯,라온,대표\n",
        (
            "김하나 @가온 /과장",
            "박세나 @다솜대 /교수",
            "최다섯 @라온 /대표",
        ),
    ),
    "transposed": (
        "성명,김하나,이두리\n소속,가온,나래\n연락처,010-0000-0011,010-0000-0012\n",
        ("!!roster.transposed",),
    ),
    "two rows of headings": (
        "연번,인적사항,,연락처,\n,성명,소속,휴대폰,이메일\n1,김하나,가온,010-0000-0011,a@example.com\n",
        ("김하나 @가온 <a@example.com ☎010-0000-0011",),
    ),
    "whose is said in the row above": (
        "학생,,보호자,\n성명,학교,성명,연락처\n김하나,가온초,김엄마,010-0000-0021\n",
        ("김하나 @가온초",),
    ),
    "titles, notes and totals": (
        "2026년 참가자 명단,,\n(단위: 명),,\n성명,소속,비고\n김하나,가온,\n이두리,나래,채식\n합계,2명,\n※ 변경될 수 있음,,\n",
        (
            "김하나 @가온",
            "이두리 @나래 …채식",
        ),
    ),
    "headings again": (
        "성명,소속\n김하나,가온\n성명,소속\n이두리,나래\n",
        (
            "김하나 @가온",
            "이두리 @나래",
        ),
    ),
    "semicolons": (
        "성명;소속\n김하나;가온\n",
        ("김하나 @가온",),
    ),
    "full-width commas": (
        "성명，소속，연락처\n김하나，가온，０１０－００００－００１１\n",
        ("김하나 @가온 ☎010-0000-0011",),
    ),
    "bars": (
        "Name|Company\nAda Lee|Gaon\n",
        ("Ada Lee @Gaon",),
    ),
    "bare returns": (
        "First,Last,Email\rAda,Lee,a@example.com\rBen,Roh,b@example.com\r",
        (
            "Ada Lee <a@example.com",
            "Ben Roh <b@example.com",
        ),
    ),
    "a name to replace": (
        "성명,소속\n\ufffd\ufffd,가온\n",
        ("!!tables.lost_letters",),
    ),
    "masked addresses": (
        "Name,Email\nAda Lee,a*****@example.com\nBen Roh,b@example.com\n",
        (
            "Ada Lee",
            "Ben Roh <b@example.com",
            "~roster.masked 2",
        ),
    ),
    "error words": (
        "성명,소속,연락처\n김하나,#N/A,010-0000-0011\n#REF!,나래,010-0000-0012\n",
        (
            "김하나 ☎010-0000-0011",
            "!roster.error_cell 3",
            "~roster.error_cell 2",
        ),
    ),
    "row of an order without a name": (
        "Ticket Full Name,Ticket Email,Ticket Reference\n,,UNASSIGNED\nAda Lee,a@example.com,AAA-1\n",
        ("Ada Lee <a@example.com",),
    ),
    "ids that number the lines": (
        "ID,Name,Email\n1,Ada Lee,a@example.com\n2,Ben Roh,b@example.com\n",
        (
            "Ada Lee <a@example.com",
            "Ben Roh <b@example.com",
        ),
    ),
    "ids that are ids": (
        "등록번호,성명\nR-0017,김하나\nR-0099,이두리\n",
        (
            "김하나 №R-0017",
            "이두리 №R-0099",
        ),
    ),
    "phones in the contact column, or mails": (
        "성명,연락처\n김하나,a@example.com\n이두리,b@example.com\n",
        (
            "김하나 <a@example.com",
            "이두리 <b@example.com",
        ),
    ),
    "several people a row": (
        "회사명,참석자1 성명,참석자1 연락처,참석자2 성명,참석자2 연락처\n가온,김하나,010-0000-0011,이두리,010-0000-0012\n나래,박세나,010-0000-0013,,\n",
        (
            "김하나 @가온 ☎010-0000-0011",
            "박세나 @나래 ☎010-0000-0013",
            "이두리 @가온 ☎010-0000-0012",
        ),
    ),
    "several names numbered": (
        "기업명,성명1,직위1,성명2,직위2\n가온,김하나,과장,이두리,대리\n",
        (
            "김하나 @가온 /과장",
            "이두리 @가온 /대리",
        ),
    ),
    "Attendee 1/2": (
        "Company,Attendee 1 Name,Attendee 1 Email,Attendee 2 Name,Attendee 2 Email\nGaon,Ada Lee,a@example.com,Ben Roh,b@example.com\n",
        (
            "Ada Lee @Gaon <a@example.com",
            "Ben Roh @Gaon <b@example.com",
        ),
    ),
    "companion": (
        "성명,연락처,동반자 성명,동반자 연락처\n김하나,010-0000-0011,이두리,010-0000-0012\n",
        ("김하나 ☎010-0000-0011",),
    ),
    "guest first last": (
        "First Name,Last Name,Email,Guest First Name,Guest Last Name\nAda,Lee,a@example.com,Ben,Roh\n",
        ("Ada Lee <a@example.com",),
    ),
    "spaced header": (
        "연 번,성 명,소 속,직 위,연 락 처\n1,김하나,가온,과장,010-0000-0011\n",
        ("김하나 @가온 /과장 ☎010-0000-0011",),
    ),
    "bilingual halves": (
        "이름,영문이름(First),영문이름(Last),이메일\n김하나,Hana,Kim,a@example.com\n",
        ("김하나 <a@example.com ≈Hana Kim",),
    ),
    "three scripts": (
        "성명(한글),성명(영문),성명(한자)\n김하나,KIM HANA,金하나\n",
        ("김하나 ≈KIM HANA",),
    ),
    "english halves + korean": (
        "English First Name,English Last Name,Korean Name,Email\nHana,Kim,김하나,a@example.com\n",
        ("김하나 <a@example.com ≈Hana Kim",),
    ),
    "legal/badge": (
        "Legal Name,Preferred Name,Badge Name,Email\nAda B. Lee,Ada Lee,ADA,a@example.com\n",
        ("Ada B. Lee <a@example.com",),
    ),
    "phone/mail in one": (
        "성명,연락처(전화/이메일)\n김하나,010-0000-0011 / a@example.com\n",
        ("김하나 <a@example.com ☎010-0000-0011",),
    ),
    "contacts 1 2": (
        "성명,연락처1,연락처2\n김하나,02-000-0001,010-0000-0011\n",
        ("김하나 ☎02-000-0001",),
    ),
    "pretix letter states": (
        "Order code,Attendee name,Status,Secret\nAAA,Ada Lee,p,k3x9q2m7v5t8w1z4\nBBB,Ben Roh,n,k3x9q2m7v5t8w1z5\nCCC,Cho Kim,c,k3x9q2m7v5t8w1z6\n",
        (
            "?status_word p",
            "?status_word n",
            "?status_word c",
        ),
    ),
    "states korean brackets": (
        "성명,상태\n김하나,결제완료(카드)\n이두리,취소(환불완료)\n박세나,참석(예정)\n최다섯,신청취소(본인)\n정여섯,대기 3번\n",
        (
            "김하나 =registered",
            "이두리 =cancelled",
            "박세나 =registered",
            "최다섯 =cancelled",
            "정여섯 =waiting",
        ),
    ),
    "ox attendance": (
        "성명,소속,참석여부\n김하나,가온,O\n이두리,나래,X\n박세나,다솜,\n최라온,다솜,미정\n",
        (
            "김하나 @가온 =registered",
            "이두리 @나래 =cancelled",
            "박세나 @다솜",
            "?status_word 미정",
        ),
    ),
    "no-show": (
        "성명,소속,상태\n김하나,가온,노쇼\n이두리,나래,참석\n",
        (
            "이두리 @나래 =registered",
            "?status_word 노쇼",
        ),
    ),
    "german semi": (
        "Nachname;Vorname;Firma;E-Mail;Telefon dienstlich;Mobil;Einwilligung\nMüller;Jörg;Holm AG;j@example.com;+49 30 1;+49 170 1;Ich stimme nicht zu\n",
        ("Jörg Müller @Holm AG <j@example.com ☎+49 170 1",),
    ),
    "dutch": (
        "Naam;Organisatie;E-mail;Mobiel;Status\nJan de Vries;Zon;j@example.com;06;Geannuleerd\n",
        ("Jan de Vries @Zon <j@example.com ☎06 =cancelled",),
    ),
    "japanese": (
        "お名前（姓）,お名前（名）,お名前（カナ）,会社名,メール,携帯電話,申込状況\n田中,太郎,タナカ,例社,a@example.com,090-0000-0001,キャンセル\n",
        ("田中太郎 @例社 <a@example.com ☎090-0000-0001 =cancelled",),
    ),
    "name in brackets": (
        "성명\n김하나(Hana Kim)\n이두리 (가온테크)\n",
        (
            "김하나(Hana Kim)",
            "이두리 (가온테크)",
        ),
    ),
    "two people slash": (
        "성명,소속\n김하나/이두리,가온\n",
        ("!roster.several_names 2",),
    ),
    "two people newline": (
        '성명,소속\n"김하나\n이두리",가온\n',
        ("!roster.several_names 2",),
    ),
    "and count variants": (
        "성명,소속\n김하나 외 3인,가온\n이두리 등 5명,나래\nAda Lee +1,Gaon\nBen Roh (plus 2 guests),Narae\n박세나 포함 3명,다솜\n",
        (
            "김하나 @가온",
            "이두리 @나래",
            "Ada Lee @Gaon",
            "Ben Roh @Narae",
            "박세나 @다솜",
            "~roster.nameless 2",
            "~roster.nameless 3",
            "~roster.nameless 4",
            "~roster.nameless 5",
            "~roster.nameless 6",
        ),
    ),
    "three-up": (
        "연번,성명,소속,,연번,성명,소속,,연번,성명,소속\n1,김하나,가온,,3,박세나,다솜,,5,정다섯,라온\n2,이두리,나래,,4,최라온,마루,,,,\n",
        (
            "김하나 @가온",
            "이두리 @나래",
            "박세나 @다솜",
            "최라온 @마루",
            "정다섯 @라온",
        ),
    ),
    "two-up with different field": (
        "성명,소속,서명,성명,소속,서명\n김하나,가온,,이두리,나래,\n",
        (
            "김하나 @가온",
            "이두리 @나래",
        ),
    ),
    "repeat header page": (
        "성명,소속\n김하나,가온\n성명,소속\n이두리,나래\n소 계,2\n",
        (
            "김하나 @가온",
            "이두리 @나래",
        ),
    ),
    "group bare company": (
        "성명,직위\n한빛정밀,\n김하나,과장\n이두리,대리\n다온테크,\n박세나,부장\n",
        (
            "김하나 /과장",
            "이두리 /대리",
            "박세나 /부장",
        ),
    ),
    "1조": (
        "성명,소속\n1조,\n김하나,가온\n2조,\n이두리,나래\n",
        (
            "김하나 @가온",
            "이두리 @나래",
        ),
    ),
    "dots": (
        '성명,소속,비고\n김하나,가온,\n〃,〃,\n"""",가온,\n',
        (
            "김하나 @가온",
            "!roster.no_name 3",
            "!roster.no_name 4",
            "~roster.ditto 3",
        ),
    ),
    "ditto": (
        '성명,소속,연락처\n김하나,가온,010-0000-0011\n이두리,〃,010-0000-0012\n박세나,상동,010-0000-0013\n최라온,위와 같음,010-0000-0014\nAda,",,",1\n',
        (
            "김하나 @가온 ☎010-0000-0011",
            "이두리 @가온 ☎010-0000-0012",
            "박세나 @가온 ☎010-0000-0013",
            "최라온 @가온 ☎010-0000-0014",
            "Ada @가온 ☎1",
            "~roster.ditto 3",
            "~roster.ditto 4",
            "~roster.ditto 5",
            "~roster.ditto 6",
        ),
    ),
    "deceased row struck": (
        "번호,성명,비고\n1,김하나,취소\n2,이두리,불참 통보\n3,박세나,참석 어려움\n",
        (
            "?status_word 취소",
            "?status_word 불참 통보",
            "?status_word 참석 어려움",
        ),
    ),
    "quantity": (
        "Name,Email,Quantity\nAda Lee,a@example.com,1\nBen Roh,b@example.com,3\n",
        (
            "Ada Lee <a@example.com",
            "Ben Roh <b@example.com",
            "~roster.nameless 3",
        ),
    ),
    "인원": (
        "성명,소속,연락처,참가인원\n김하나,가온,010-0000-0011,3\n이두리,나래,010-0000-0012,1\n",
        (
            "김하나 @가온 ☎010-0000-0011",
            "이두리 @나래 ☎010-0000-0012",
            "~roster.nameless 2",
        ),
    ),
    "ticket uuid": (
        "Name,Ticket\nAda Lee,3f2b0c1e-6a77-4b2c-9a51-1f0e8d7c6b5a\nBen Roh,4f2b0c1e-6a77-4b2c-9a51-1f0e8d7c6b5b\n",
        (
            "Ada Lee #3f2b0c1e-6a77-4b2c-9a51-1f0e8d7c6b5a",
            "Ben Roh #4f2b0c1e-6a77-4b2c-9a51-1f0e8d7c6b5b",
        ),
    ),
    "teams attendance": (
        "1. Summary\nMeeting title\tWorkshop\nAttended participants\t2\nStart time\t10/5/26, 5:55:00 PM\n\n2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\nAda Lee\t10/5/26, 5:57 PM\t10/5/26, 7:00 PM\t1h 3m\ta@example.com\ta@example.com\tOrganizer\nBen Roh\t10/5/26, 5:59 PM\t10/5/26, 7:00 PM\t1h\tb@example.com\tb@example.com\tPresenter\n\n3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\nAda Lee\t10/5/26, 5:57 PM\t10/5/26, 6:00 PM\t3m\ta@example.com\tOrganizer\n",
        (
            "Ada Lee /Organizer <a@example.com №a@example.com",
            "Ben Roh /Presenter <b@example.com №b@example.com",
        ),
    ),
    "badge name is the only name": (
        "Badge Name,Company\nAda Lee,Gaon\nBen Roh,Narae\n",
        ("Ada Lee @Gaon", "Ben Roh @Narae"),
    ),
    "members of a team": (
        "Company,Member 1,Member 2\nGaon,Ada Lee,Ben Roh\nNarae,Cho Kim,\n",
        ("Ada Lee @Gaon", "Cho Kim @Narae", "Ben Roh @Gaon"),
    ),
    "members beside somebody named": (
        "Name,Member 1,Member 2\nAda Lee,Bo Roh,Cho Kim\n",
        ("Ada Lee", "?second_name Member 1", "?second_name Member 2"),
    ),
    "the phone of the leader": (
        "팀명,팀장,팀원1,팀원2,팀장 연락처\n가온팀,박세나,김하나,이두리,010-0000-0001\n",
        ("김하나", "이두리", "?second_name 팀장"),
    ),
    "names in latin letters alone": ("성명(영문),소속\nHana Kim,가온\n", ("Hana Kim @가온",)),
    "child and parent": ("Child name,Parent name,Parent phone\nAda Lee,Bo Lee,010-0000-0001\n", ("Ada Lee",)),
    "in case of emergency": (
        "Name,ICE phone,In case of emergency call\nAda Lee,010-0000-0001,010-0000-0003\n",
        ("Ada Lee",),
    ),
    "tickets that are counts": ("Name,Tickets\nAda Lee,2\nBen Roh,1\n", ("Ada Lee", "Ben Roh", "~roster.nameless 2")),
    "counts with a unit in the heading": ("신청자,참가 인원(명)\n김하나,3\n", ("김하나", "~roster.nameless 2")),
    "couples": (
        "Name,Company\nAda & Ben Lee,Gaon\nMr and Mrs Roh,Narae\nCho Kim and guest,Dasom\nDan Yi,Raon\n",
        ("Dan Yi @Raon", "!roster.several_names 2", "!roster.several_names 3", "!roster.several_names 4"),
    ),
    "numbered names": ("성명,소속\n1. 김하나,가온\n2) 이두리,나래\n", ("김하나 @가온", "이두리 @나래")),
    "a comma that shifts a header": ('Last, First,Company\n"Lee, Ada",Gaon\n', ("!roster.whole_in_half 2",)),
    "parts of an event between people": (
        "1일차\n성명,소속\n김하나,가온\n2일차\n성명,소속\n박세나,나래\n12월 2일(수)\n최가,라온\n",
        ("김하나 @가온", "박세나 @나래", "최가 @라온"),
    ),
    "another list below": (
        "성명,소속\n김하나,가온\n\n직책,이름\n교수,박세나\n",
        ("김하나 @가온", "~roster.other_table 4"),
    ),
    "another list above": (
        "산업계\n성명,소속\n김하나,가온\n\n학계\n성명,소속,연락처\n박세나,나래,010-0000-0001\n",
        ("박세나 @나래 ☎010-0000-0001", "~roster.other_table 2"),
    ),
    "headings in two languages below one another": (
        "성명,소속,연락처\nName,Affiliation,Phone\n김하나,가온,010-0000-0001\n",
        ("김하나 @가온 ☎010-0000-0001",),
    ),
    "rows that show how to fill in": (
        "연번,성명,소속,연락처\n예시,홍길동,한빛,010-0000-0000\n1,(예시) 홍길동,한빛,010-0000-0000\n2,예) 홍길동,한빛,\n3,예시은,가온,010-0000-0001\n",
        ("예시은 @가온 ☎010-0000-0001",),
    ),
    "the end of a list and who wrote it": (
        "성명,소속\n김하나,가온\n이하 여백,\n끝.,\n작성자: 이두리,\n확인자,박세나\n",
        ("김하나 @가온",),
    ),
    "a phone that a spreadsheet shortened": (
        "성명,연락처\n김하나,1.0E+09\n이두리,(+82) 10 0000 0002\n",
        ("김하나", "이두리 ☎010-0000-0002", "~roster.lost_digits 2"),
    ),
    "progress": ("성명,진행상황\n김하나,승인\n이두리,취소\n", ("김하나 =registered", "이두리 =cancelled")),
    "outcome of a selection": (
        "성명,심사결과\n김하나,합격\n이두리,불합격\n박세나,예비 2번\n",
        ("김하나 =registered", "이두리 =cancelled", "박세나 =waiting"),
    ),
    "will you come": (
        "성명,참석하시겠습니까?\n김하나,참석\n이두리,불참\n",
        ("김하나 =registered", "이두리 =cancelled"),
    ),
    "may you come": ("성명,참석 가능 여부\n김하나,가능\n이두리,불가능\n", ("김하나 =registered", "이두리 =cancelled")),
    "day of cancellation": (
        "Name,Cancelled at\nAda Lee,\nBen Roh,2026-10-01 10:00\n",
        ("Ada Lee", "Ben Roh =cancelled"),
    ),
    "day of cancellation, korean": ("성명,취소일시\n김하나,\n이두리,2026-10-01\n", ("김하나", "이두리 =cancelled")),
    "cancelled as a truth": (
        "name,is_cancelled\nAda Lee,0\nBen Roh,1\n",
        ("Ada Lee =registered", "Ben Roh =cancelled"),
    ),
    "active or deleted": (
        "Name,Active,Deleted\nAda Lee,TRUE,no\nBen Roh,FALSE,no\nCho Kim,TRUE,yes\n",
        ("Ada Lee =registered", "Ben Roh =cancelled", "Cho Kim =cancelled"),
    ),
    "states under any heading": (
        "Name,Registration\nAda Lee,Confirmed\nBen Roh,Cancelled\n",
        ("Ada Lee", "Ben Roh", "?status_column Registration"),
    ),
    "states under a category": (
        "성명,구분\n김하나,신청\n이두리,취소\n",
        ("김하나 ~신청", "이두리 ~취소", "?status_column 구분"),
    ),
    "cancelled by a cross": ("Name,Canceled?\nAda Lee,\nBen Roh,x\n", ("Ada Lee", "Ben Roh =cancelled")),
    "attending by a cross": ("Name,Attending\nAda Lee,\nBen Roh,x\n", ("Ada Lee", "?status_word x")),
    "sessions by crosses": (
        "Name,S1,S4\nAda Lee,x,\nBen Roh,,x\n",
        ("Ada Lee {S1}", "Ben Roh {S4}", "~roster.crosses 1", "~roster.crosses 1"),
    ),
    "dinner is not the event": ("성명,만찬 참석여부\n김하나,O\n이두리,X\n", ("김하나", "이두리")),
    "japanese attendance": (
        "氏名,出欠\n田中太郎,出席\n鈴木花子,欠席\n",
        ("田中太郎 =registered", "鈴木花子 =cancelled"),
    ),
    "chinese attendance": ("姓名,是否参加\n王伟,是\n李娜,否\n", ("王伟 =registered", "李娜 =cancelled")),
    "notes of withdrawal": (
        "성명,비고\n김하나,11/3 취소 요청\n이두리,개인사정으로 불참\n박세나,중식 불참\n최가,차량 등록 취소\n",
        ("박세나 …중식 불참", "최가 …차량 등록 취소", "?status_word 11/3 취소 요청", "?status_word 개인사정으로 불참"),
    ),
    "notes of withdrawal, german": (
        "Name,Bemerkung\nAda Lee,hat am 3.11. abgesagt\nBen Roh,Vegetarier\n",
        ("Ben Roh …Vegetarier", "?status_word hat am 3.11. abgesagt"),
    ),
    "refusals with spaces and boxes": (
        "성명,개인정보 수집·이용 동의\n김하나,동의함(필수)\n이두리,동의 안 함\n박세나,☑ 동의 ☐ 미동의\n최가,☐ 동의 ☑ 미동의\n정나,☐ 동의\n",
        ("김하나 ✓yes", "이두리", "박세나 ✓yes", "최가", "정나", "~roster.odd_consent 6"),
    ),
    "consent to something else": (
        "Name,Photo consent,Privacy policy accepted\nAda Lee,yes,no\nBen Roh,no,yes\n",
        ("Ada Lee", "Ben Roh ✓yes"),
    ),
    "consent to a third party": ("성명,제3자 정보제공 동의,개인정보 수집 동의\n김하나,동의,미동의\n", ("김하나",)),
    "state of a mail": ("Name,Email status\nAda Lee,bounced\nBen Roh,delivered\n", ("Ada Lee", "Ben Roh")),
    "swedish": ("Förnamn,Efternamn,Företag,E-post\nAda,Lee,Gaon,a@example.com\n", ("Ada Lee @Gaon <a@example.com",)),
    "portuguese": (
        "Nome completo,Empresa,Telefone\nAda Lee,Gaon,+55 11 00000-0000\n",
        ("Ada Lee @Gaon ☎+55 11 00000-0000",),
    ),
    "russian": ("Имя,Фамилия,Компания\nАда,Ли,Гаон\n", ("Ада Ли @Гаон",)),
    "kr 대리참석": (
        "성명,소속,참석구분,대리참석자\n김하나,가온,본인,\n이두리,나래,대리,최다섯\n",
        ("김하나 @가온 ~본인", "이두리 @나래 ~대리", "?second_name 대리참석자"),
    ),
    "kr 외 2명": (
        "업체명,참석자,연락처\n가온테크,김하나 외 2명,010-1000-0011\n나래,이두리,010-1000-0012\n",
        ("김하나 @가온테크 ☎010-1000-0011", "이두리 @나래 ☎010-1000-0012", "~roster.nameless 2"),
    ),
    "kr 구글폼 참석 여부 문장": (
        "타임스탬프,이메일 주소,성함,소속 기관 및 부서,참석 여부\n2026. 11. 1 오후 2:03:11,a@ex.kr,김하나,가온 연구소,참석합니다\n2026. 11. 1 오후 2:13:11,b@ex.kr,이두리,나래,참석하지 못합니다\n2026. 11. 2 오전 9:13:11,c@ex.kr,박세나,다솜,미정입니다\n",
        ("김하나 @가온 연구소 <a@ex.kr =registered", "이두리 @나래 <b@ex.kr =cancelled", "?status_word 미정입니다"),
    ),
    "kr 네이버폼": (
        "응답일시,참여자,1. 성명을 입력해주세요.,2. 연락처를 입력해주세요.,3. 이메일을 입력해주세요.,4. 참석 예정이신가요?\n2026.11.01 14:00,비로그인 응답자,김하나,010-1000-0011,a@ex.kr,네\n2026.11.01 14:10,비로그인 응답자,이두리,010-1000-0012,b@ex.kr,아니오\n",
        ("김하나 <a@ex.kr ☎010-1000-0011 =registered", "이두리 <b@ex.kr ☎010-1000-0012 =cancelled"),
    ),
    "kr 온오프믹스": (
        "번호,참석자명,이메일,휴대폰,소속,직책,그룹,참석여부,결제방법,결제여부,신청일\n1,김하나,a@ex.kr,010-1000-0011,가온,과장,일반참가,참석확정,무료,결제완료,2026-11-01\n2,이두리,b@ex.kr,010-1000-0012,나래,교수,일반참가,참석대기,무료,,2026-11-01\n3,박세나,c@ex.kr,010-1000-0013,다솜,학생,일반참가,참석취소,무료,,2026-11-01\n",
        (
            "김하나 @가온 /과장 <a@ex.kr ☎010-1000-0011 =registered",
            "이두리 @나래 /교수 <b@ex.kr ☎010-1000-0012 =waiting",
            "박세나 @다솜 /학생 <c@ex.kr ☎010-1000-0013 =cancelled",
        ),
    ),
    "kr 환불여부 완료": (
        "성명,연락처,환불여부\n김하나,010-1000-0011,\n이두리,010-1000-0012,환불완료\n박세나,010-1000-0013,부분환불\n",
        ("김하나 ☎010-1000-0011", "이두리 ☎010-1000-0012", "박세나 ☎010-1000-0013", "?status_column 환불여부"),
    ),
    "kr 부처 명단": (
        "구분,부처/기관,부서,직급,성명,연락처(HP),이메일,차량번호,참석일(12.1),참석일(12.2),만찬\n정부,산업통상자원부,산업정책과,서기관,김하나,010-1000-0011,a@korea.kr,12가3456,O,O,O\n정부,과학기술정보통신부,연구개발과,사무관,이두리,010-1000-0012,b@korea.kr,,O,X,X\n산업계,㈜가온,기획팀,이사,박세나,010-1000-0013,c@ex.kr,,X,O,O\n",
        (
            "김하나 @산업통상자원부 /서기관 <a@korea.kr ☎010-1000-0011 ~정부",
            "이두리 @과학기술정보통신부 /사무관 <b@korea.kr ☎010-1000-0012 ~정부",
            "박세나 @㈜가온 /이사 <c@ex.kr ☎010-1000-0013 ~산업계",
            "?status_column 참석일(12.1)",
            "?status_column 참석일(12.2)",
        ),
    ),
    "kr 한글 영문 names": (
        "국문 성명,영문 성명(여권),소속(국문),소속(영문),국적\n김하나,KIM HANA,가온,Gaon,대한민국\n-,Ada Lee,-,Acme,미국\n",
        ("김하나 @가온 ≈KIM HANA", "Ada Lee @Acme"),
    ),
    "kr 사전/현장": (
        "접수구분,성명,소속\n사전등록,김하나,가온\n현장등록,이두리,나래\n사전취소,박세나,다솜\n",
        ("김하나 @가온", "이두리 @나래", "박세나 @다솜", "?status_column 접수구분"),
    ),
    "kr 퇴사 재직": (
        "사번,성명,부서,재직상태\n000123,김하나,기획팀,재직\n000124,이두리,개발팀,퇴사\n000125,박세나,인사팀,휴직\n",
        ("김하나", "이두리", "박세나", "?status_column 재직상태"),
    ),
    "kr 가족 참가": (
        "신청자,연락처,참가 가족 수(본인 포함),동반 자녀 이름\n김하나,010-1000-0011,3,김아기\n이두리,010-1000-0012,1,\n",
        ("김하나 ☎010-1000-0011", "이두리 ☎010-1000-0012", "~roster.nameless 2"),
    ),
    "kr 보호자 first": (
        "보호자명,보호자 연락처,아동명,학교/학년\n김엄마,010-1000-0011,김하나,가온초 3학년\n이아빠,010-1000-0012,이두리,나래초 4학년\n",
        ("김하나 @가온초 3학년", "이두리 @나래초 4학년"),
    ),
    "kr 자녀 이름": (
        "학부모 성함,학부모 연락처,자녀 이름,자녀 학교\n김엄마,010-1000-0011,김하나,가온초\n",
        ("김하나 @가온초",),
    ),
    "states fr": (
        "Name;Statut;E-Mail\nAda Lee;confirmé;ada@ex.org\nBen Roh;liste d'attente;ben@ex.org\nCho Min;annulée;cho@ex.org\nDan Ryu;inscrit;dan@ex.org\nEve Han;désisté;eve@ex.org\nFay Oh;en attente;fay@ex.org\nGil Moon;payé;gil@ex.org\nHal Yoo;remboursé;hal@ex.org\nIan Bae;excusé;ian@ex.org\n",
        (
            "Ada Lee <ada@ex.org =registered",
            "Ben Roh <ben@ex.org =waiting",
            "Cho Min <cho@ex.org =cancelled",
            "Dan Ryu <dan@ex.org =registered",
            "Eve Han <eve@ex.org =cancelled",
            "Fay Oh <fay@ex.org =waiting",
            "Gil Moon <gil@ex.org =registered",
            "Hal Yoo <hal@ex.org =cancelled",
            "Ian Bae <ian@ex.org =cancelled",
        ),
    ),
    "states es": (
        "Name;Estado;E-Mail\nAda Lee;confirmado;ada@ex.org\nBen Roh;lista de espera;ben@ex.org\nCho Min;cancelado;cho@ex.org\nDan Ryu;inscrito;dan@ex.org\nEve Han;baja;eve@ex.org\nFay Oh;pendiente de pago;fay@ex.org\nGil Moon;pagado;gil@ex.org\nHal Yoo;reembolsado;hal@ex.org\nIan Bae;rechazada;ian@ex.org\n",
        (
            "Ada Lee <ada@ex.org =registered",
            "Ben Roh <ben@ex.org =waiting",
            "Cho Min <cho@ex.org =cancelled",
            "Dan Ryu <dan@ex.org =registered",
            "Eve Han <eve@ex.org =cancelled",
            "Fay Oh <fay@ex.org =waiting",
            "Gil Moon <gil@ex.org =registered",
            "Hal Yoo <hal@ex.org =cancelled",
            "Ian Bae <ian@ex.org =cancelled",
        ),
    ),
    "states it": (
        "Name;Stato;E-Mail\nAda Lee;confermato;ada@ex.org\nBen Roh;lista d'attesa;ben@ex.org\nCho Min;annullato;cho@ex.org\nDan Ryu;iscritto;dan@ex.org\nEve Han;rinunciato;eve@ex.org\nFay Oh;in attesa;fay@ex.org\nGil Moon;pagato;gil@ex.org\nHal Yoo;rimborsato;hal@ex.org\nIan Bae;rifiutata;ian@ex.org\n",
        (
            "Ada Lee <ada@ex.org =registered",
            "Ben Roh <ben@ex.org =waiting",
            "Cho Min <cho@ex.org =cancelled",
            "Dan Ryu <dan@ex.org =registered",
            "Eve Han <eve@ex.org =cancelled",
            "Fay Oh <fay@ex.org =waiting",
            "Gil Moon <gil@ex.org =registered",
            "Hal Yoo <hal@ex.org =cancelled",
            "Ian Bae <ian@ex.org =cancelled",
        ),
    ),
    "states ja": (
        "Name;ステータス;E-Mail\nAda Lee;参加確定;ada@ex.org\nBen Roh;キャンセル待ち;ben@ex.org\nCho Min;キャンセル;cho@ex.org\nDan Ryu;申込済;dan@ex.org\nEve Han;辞退;eve@ex.org\nFay Oh;保留;fay@ex.org\nGil Moon;入金済;gil@ex.org\nHal Yoo;返金済;hal@ex.org\nIan Bae;不参加;ian@ex.org\n",
        (
            "Ada Lee <ada@ex.org =registered",
            "Ben Roh <ben@ex.org =waiting",
            "Cho Min <cho@ex.org =cancelled",
            "Dan Ryu <dan@ex.org =registered",
            "Eve Han <eve@ex.org =cancelled",
            "Fay Oh <fay@ex.org =waiting",
            "Gil Moon <gil@ex.org =registered",
            "Hal Yoo <hal@ex.org =cancelled",
            "Ian Bae <ian@ex.org =cancelled",
        ),
    ),
    "states zh": (
        "Name;状态;E-Mail\nAda Lee;已确认;ada@ex.org\nBen Roh;候补;ben@ex.org\nCho Min;已取消;cho@ex.org\nDan Ryu;已报名;dan@ex.org\nEve Han;放弃;eve@ex.org\nFay Oh;待确认;fay@ex.org\nGil Moon;已支付;gil@ex.org\nHal Yoo;已退款;hal@ex.org\nIan Bae;不参加;ian@ex.org\n",
        (
            "Ada Lee <ada@ex.org =registered",
            "Ben Roh <ben@ex.org =waiting",
            "Cho Min <cho@ex.org =cancelled",
            "Dan Ryu <dan@ex.org =registered",
            "Eve Han <eve@ex.org =cancelled",
            "Fay Oh <fay@ex.org =waiting",
            "Gil Moon <gil@ex.org =registered",
            "Hal Yoo <hal@ex.org =cancelled",
            "Ian Bae <ian@ex.org =cancelled",
        ),
    ),
    "states en": (
        "Name;Registration Status;E-Mail\nAda Lee;Confirmed;ada@ex.org\nBen Roh;Waitlisted;ben@ex.org\nCho Min;Cancelled;cho@ex.org\nDan Ryu;Registered;dan@ex.org\nEve Han;Withdrawn;eve@ex.org\nFay Oh;Pending Approval;fay@ex.org\nGil Moon;Paid in Full;gil@ex.org\nHal Yoo;Fully Refunded;hal@ex.org\nIan Bae;Declined;ian@ex.org\n",
        (
            "Ada Lee <ada@ex.org =registered",
            "Ben Roh <ben@ex.org =waiting",
            "Cho Min <cho@ex.org =cancelled",
            "Dan Ryu <dan@ex.org =registered",
            "Eve Han <eve@ex.org =cancelled",
            "Fay Oh <fay@ex.org =waiting",
            "Gil Moon <gil@ex.org =registered",
            "Hal Yoo <hal@ex.org =cancelled",
            "Ian Bae <ian@ex.org =cancelled",
        ),
    ),
    "states en2": (
        "Name;Status;E-Mail\nAda Lee;Complete;ada@ex.org\nBen Roh;Incomplete;ben@ex.org\nCho Min;Voided;cho@ex.org\nDan Ryu;Accepted;dan@ex.org\nEve Han;Regrets;eve@ex.org\nFay Oh;Invited;fay@ex.org\nGil Moon;Comp;gil@ex.org\nHal Yoo;Chargeback;hal@ex.org\nIan Bae;Did not respond;ian@ex.org\n",
        (
            "Ada Lee <ada@ex.org =registered",
            "Ben Roh <ben@ex.org =waiting",
            "Cho Min <cho@ex.org =cancelled",
            "Dan Ryu <dan@ex.org =registered",
            "Eve Han <eve@ex.org =cancelled",
            "Fay Oh <fay@ex.org =waiting",
            "Gil Moon <gil@ex.org =registered",
            "Hal Yoo <hal@ex.org =cancelled",
            "Ian Bae <ian@ex.org =waiting",
        ),
    ),
    "states ko2": (
        "Name;신청상태;E-Mail\nAda Lee;접수완료;ada@ex.org\nBen Roh;대기자;ben@ex.org\nCho Min;신청취소;cho@ex.org\nDan Ryu;승인완료;dan@ex.org\nEve Han;참가포기;eve@ex.org\nFay Oh;승인대기;fay@ex.org\nGil Moon;입금확인;gil@ex.org\nHal Yoo;환불신청;hal@ex.org\nIan Bae;미승인;ian@ex.org\n",
        (
            "Ada Lee <ada@ex.org =registered",
            "Ben Roh <ben@ex.org =waiting",
            "Cho Min <cho@ex.org =cancelled",
            "Dan Ryu <dan@ex.org =registered",
            "Eve Han <eve@ex.org =cancelled",
            "Fay Oh <fay@ex.org =waiting",
            "Gil Moon <gil@ex.org =registered",
            "Hal Yoo <hal@ex.org =cancelled",
            "Ian Bae <ian@ex.org =waiting",
        ),
    ),
    "eventbrite buyer": (
        "Order ID,Order date,Buyer first name,Buyer last name,Buyer email,Attendee first name,Attendee last name,Attendee email,Ticket type,Barcode number,Attendee Status\n1001,2026-10-01,Bob,Roh,bob@ex.org,Ada,Lee,a@ex.org,GA,1001555501,Attending\n1001,2026-10-01,Bob,Roh,bob@ex.org,Info Requested,Info Requested,Info Requested,GA,1001555502,Attending\n",
        ("Ada Lee <a@ex.org ~GA #1001555501 =registered", "!roster.no_name 3"),
    ),
    "luma, again": (
        "api_id,name,first_name,last_name,email,phone_number,created_at,approval_status,checked_in_at,custom_source,qr_code_url,amount,amount_tax,amount_discount,currency,coupon_code,eth_address,solana_address,survey_response_rating,survey_response_feedback,ticket_type_id,ticket_name\ngst-aaa,Ada Lee,Ada,Lee,a@ex.org,+15550100001,2026-10-01T00:00:00Z,approved,,,https://lu.ma/check-in/evt-x?pk=g-aaa,$0.00,,,,,,,,,evtticktyp-1,Standard\ngst-bbb,Ben Roh,Ben,Roh,b@ex.org,,2026-10-01T00:00:00Z,pending_approval,,,https://lu.ma/check-in/evt-x?pk=g-bbb,$0.00,,,,,,,,,evtticktyp-1,Standard\ngst-ccc,Cho Min,Cho,Min,c@ex.org,,2026-10-01T00:00:00Z,invited,,,https://lu.ma/check-in/evt-x?pk=g-ccc,$0.00,,,,,,,,,evtticktyp-1,Standard\ngst-ddd,Dan Ryu,Dan,Ryu,d@ex.org,,2026-10-01T00:00:00Z,waitlist,,,https://lu.ma/check-in/evt-x?pk=g-ddd,$0.00,,,,,,,,,evtticktyp-1,Standard\n",
        (
            "Ada Lee <a@ex.org ☎+15550100001 ~Standard #https://lu.ma/check-in/evt-x?pk=g-aaa =registered",
            "Ben Roh <b@ex.org ~Standard #https://lu.ma/check-in/evt-x?pk=g-bbb =waiting",
            "Cho Min <c@ex.org ~Standard #https://lu.ma/check-in/evt-x?pk=g-ccc =waiting",
            "Dan Ryu <d@ex.org ~Standard #https://lu.ma/check-in/evt-x?pk=g-ddd =waiting",
        ),
    ),
    "tito": (
        "Number,Ticket Created Date,Ticket Last Updated Date,Ticket,Ticket Full Name,Ticket First Name,Ticket Last Name,Ticket Email,Ticket Company Name,Ticket Phone Number,Event,Void Status,Price,Discount Status,Ticket Reference,Tags,Unique Ticket URL,Unique Order URL,Order Reference,Order Name,Order Email,Order Company Name,Order Phone Number,Order Discount Code,Order IP,Order Created Date,Order Completed Date,Payment Reference\n1,2026-10-01,2026-10-01,Early Bird,Ada Lee,Ada,Lee,a@ex.org,Gaon,,Conf,,100,,ABCD-1,,https://ti.to/t/1,https://ti.to/o/1,ABCD,Bob Boss,boss@ex.org,BossCo,+15559999,,1.1.1.1,2026-10-01,2026-10-01,ch_1\n2,2026-10-01,2026-10-01,Early Bird,Ben Roh,Ben,Roh,b@ex.org,Narae,,Conf,void,100,,ABCD-2,,https://ti.to/t/2,https://ti.to/o/1,ABCD,Bob Boss,boss@ex.org,BossCo,+15559999,,1.1.1.1,2026-10-01,2026-10-01,ch_1\n",
        ("Ada Lee @Gaon <a@ex.org ~Early Bird #ABCD-1", "Ben Roh @Narae <b@ex.org ~Early Bird #ABCD-2 =cancelled"),
    ),
    "pretix checkin de": (
        "Bestellung,Teilnehmername,Teilnehmername: Vorname,Teilnehmername: Nachname,Produkt,Preis,Eingecheckt,Ausgecheckt,Automatisch eingecheckt,Geheimnis,E-Mail-Adresse,Telefonnummer,Firma,Gutscheincode,Bestelldatum,Bestellung benötigt besondere Beachtung,Kommentar,Status\nABCDE,Ada Lee,Ada,Lee,Regulär,10.00,,,Nein,k4rzqkq8d9w6z5bm7wd2r8tkxvbaf3hd,a@ex.org,+49 170 0000001,Gaon,,2026-10-01,Nein,,Bezahlt\nABCDF,Ben Roh,Ben,Roh,Regulär,10.00,,,Nein,p9wz3kq8d9w6z5bm7wd2r8tkxvbaf3h7,b@ex.org,+49 170 0000002,Narae,,2026-10-01,Nein,,Ausstehend\n",
        (
            "Ada Lee @Gaon <a@ex.org ☎+49 170 0000001 #k4rzqkq8d9w6z5bm7wd2r8tkxvbaf3hd =registered",
            "Ben Roh @Narae <b@ex.org ☎+49 170 0000002 #p9wz3kq8d9w6z5bm7wd2r8tkxvbaf3h7 =waiting",
        ),
    ),
    "indico, again": (
        'ID,Name,Registration ID,Registration state,Email Address,Affiliation,Position,Country,Registration date,Registration fee,Paid,Check-in date,Ticket ID\n1,"Lee, Ada",1,Completed,a@ex.org,CERN,Fellow,Switzerland,2026-10-01,0,No,,a7d0d1a0-1111-4222-8333-444455556666\n2,"Roh, Ben",2,Pending,b@ex.org,DESY,PhD,Germany,2026-10-01,0,No,,a7d0d1a0-1111-4222-8333-444455556667\n3,"Min, Cho",3,Withdrawn,c@ex.org,KEK,PhD,Japan,2026-10-01,0,No,,a7d0d1a0-1111-4222-8333-444455556668\n4,"Ryu, Dan",4,Awaiting payment,d@ex.org,IHEP,PhD,China,2026-10-01,50,No,,a7d0d1a0-1111-4222-8333-444455556669\n',
        (
            "Ada Lee @CERN /Fellow <a@ex.org #a7d0d1a0-1111-4222-8333-444455556666 =registered",
            "Ben Roh @DESY /PhD <b@ex.org #a7d0d1a0-1111-4222-8333-444455556667 =waiting",
            "Cho Min @KEK /PhD <c@ex.org #a7d0d1a0-1111-4222-8333-444455556668 =cancelled",
            "Dan Ryu @IHEP /PhD <d@ex.org #a7d0d1a0-1111-4222-8333-444455556669 =waiting",
        ),
    ),
    "hievents": (
        "ID,First Name,Last Name,Email,Status,Is Checked In,Checked In At,Ticket ID,Ticket Name,Event ID,Public ID,Short ID,Created Date,Last Updated Date,Locale\n1,Ada,Lee,a@ex.org,ACTIVE,No,,5,GA,9,A-7QK2M9,a_XYZ1,2026-10-01,2026-10-01,en\n2,Ben,Roh,b@ex.org,CANCELLED,No,,5,GA,9,A-8QK2M9,a_XYZ2,2026-10-01,2026-10-01,en\n3,Cho,Min,c@ex.org,AWAITING_PAYMENT,No,,5,GA,9,A-9QK2M9,a_XYZ3,2026-10-01,2026-10-01,de\n",
        (
            "Ada Lee <a@ex.org ~GA #A-7QK2M9 =registered ¶en",
            "Ben Roh <b@ex.org ~GA #A-8QK2M9 =cancelled ¶en",
            "Cho Min <c@ex.org ~GA #A-9QK2M9 =waiting ¶de",
        ),
    ),
    "conftool": (
        "ID;Form of Address;Title;First Name;Last Name;Organisation;Email;Phone;Registration Status;Payment Status;Amount;Date of Registration\n1001;Ms;Dr.;Ada;Lee;Uni A;a@ex.org;;confirmed;paid;100;2026-10-01\n1002;Mr;;Ben;Roh;Uni B;b@ex.org;;confirmed;open;100;2026-10-01\n1003;Mr;Prof.;Cho;Min;Uni C;c@ex.org;;cancelled;open;100;2026-10-01\n",
        ("Ada Lee @Uni A <a@ex.org =registered", "Cho Min @Uni C <c@ex.org =cancelled", "?status_word open"),
    ),
    "oxford abstracts": (
        "Registration ID,Title,First Name,Last Name,Email,Institution,Ticket type,Payment status,Cancelled,Registered at\n5001,Dr,Ada,Lee,a@ex.org,Uni A,Full,Paid,No,2026-10-01\n5002,,Ben,Roh,b@ex.org,Uni B,Student,Pending,No,2026-10-01\n5003,,Cho,Min,c@ex.org,Uni C,Student,Paid,Yes,2026-10-01\n",
        (
            "Ada Lee @Uni A <a@ex.org ~Full =registered",
            "Ben Roh @Uni B <b@ex.org ~Student =waiting",
            "Cho Min @Uni C <c@ex.org ~Student =cancelled",
        ),
    ),
    "regfox": (
        "Order ID,Registrant ID,Registration Status,Order Status,First Name,Last Name,Email,Phone,Registrant Total,Billing First Name,Billing Last Name,Billing Email,Emergency Contact Name,Emergency Contact Phone,Test Order\nRF1,10001,completed,completed,Ada,Lee,a@ex.org,5550100001,50,Bob,Boss,boss@ex.org,Mom Lee,5559990001,No\nRF2,10002,canceled,refunded,Ben,Roh,b@ex.org,5550100002,50,Bob,Boss,boss@ex.org,Mom Roh,5559990002,No\nRF3,10003,completed,completed,Test,Person,t@ex.org,5550100003,50,T,T,t@ex.org,,,Yes\n",
        ("Ada Lee <a@ex.org ☎5550100001 =registered", "Ben Roh <b@ex.org ☎5550100002 =cancelled", "?status_word Yes"),
    ),
    "google forms en": (
        "Timestamp,Email Address,What is your name?,Where do you work?,Phone number,Dietary requirements,Are you coming?\n10/1/2026 10:00:00,a@ex.org,Ada Lee,Gaon,555-010-0001,Vegan,Yes\n10/1/2026 10:00:00,b@ex.org,Ben Roh,Narae,555-010-0002,,No\n10/1/2026 10:00:00,c@ex.org,Cho Min,Dasom,555-010-0003,,Maybe\n",
        (
            "Ada Lee @Gaon <a@ex.org ☎555-010-0001 =registered",
            "Ben Roh @Narae <b@ex.org ☎555-010-0002 =cancelled",
            "Cho Min @Dasom <c@ex.org ☎555-010-0003 =waiting",
        ),
    ),
    "google forms de": (
        "Zeitstempel;E-Mail-Adresse;Wie heißt du? (Vor- und Nachname);Organisation / Schule;Kommst du?\n01.10.2026 10:00:00;a@ex.org;Ada Lee;Gaon;Ja\n01.10.2026 10:00:00;b@ex.org;Ben Roh;Narae;Nein\n",
        ("Ada Lee @Gaon <a@ex.org =registered", "Ben Roh @Narae <b@ex.org =cancelled"),
    ),
    "google forms fr": (
        "Horodateur,Adresse e-mail,Nom,Prénom,Établissement,Serez-vous présent(e) ?\n01/10/2026 10:00:00,a@ex.org,LEFÈVRE,Hélène,Université A,Oui\n01/10/2026 10:00:00,b@ex.org,DUPONT,Jean-Luc,Université B,Non\n",
        ("Hélène LEFÈVRE @Université A <a@ex.org =registered", "Jean-Luc DUPONT @Université B <b@ex.org =cancelled"),
    ),
    "google forms es": (
        "Marca temporal,Dirección de correo electrónico,Nombre completo,Institución,¿Asistirá al evento?\n1/10/2026 10:00:00,a@ex.org,Ana García López,Univ A,Sí\n1/10/2026 10:00:00,b@ex.org,Luis Pérez,Univ B,No\n",
        ("Ana García López @Univ A <a@ex.org =registered", "Luis Pérez @Univ B <b@ex.org =cancelled"),
    ),
    "google forms it": (
        "Informazioni cronologiche,Indirizzo email,Nome e Cognome,Ente di appartenenza,Parteciperai?\n01/10/2026 10.00.00,a@ex.org,Marco Rossi,Univ A,Sì\n01/10/2026 10.00.00,b@ex.org,Anna Bianchi,Univ B,No\n",
        ("Marco Rossi @Univ A <a@ex.org =registered", "Anna Bianchi @Univ B <b@ex.org =cancelled"),
    ),
    "google forms ja": (
        "タイムスタンプ,メールアドレス,お名前,ご所属,参加しますか\n2026/10/01 10:00:00,t@ex.jp,田中太郎,例社,はい\n2026/10/01 10:00:00,s@ex.jp,鈴木花子,例大,いいえ\n",
        ("田中太郎 @例社 <t@ex.jp =registered", "鈴木花子 @例大 <s@ex.jp =cancelled"),
    ),
    "connpass": (
        "ユーザー名,表示名,コメント,参加ステータス,出欠ステータス,参加費,受付番号,登録日時\ntanaka,田中太郎,,参加,,0,1000001,2026-10-01\nsuzuki,鈴木花子,,補欠,,0,1000002,2026-10-01\nyamada,山田一郎,,参加キャンセル,,0,1000003,2026-10-01\n",
        ("田中太郎 =registered №1000001", "鈴木花子 =waiting №1000002", "山田一郎 =cancelled №1000003"),
    ),
    "peatix": (
        "注文番号,チケット番号,購入者氏名,購入者メール,参加者氏名,参加者メール,チケット種別,チケット状態,会社名\nP1,T1-01,部長田中,boss@ex.jp,田中太郎,t@ex.jp,一般,有効,例社\nP1,T1-02,部長田中,boss@ex.jp,鈴木花子,s@ex.jp,一般,キャンセル済,例社\n",
        ("田中太郎 @例社 <t@ex.jp ~一般 =registered", "鈴木花子 @例社 <s@ex.jp ~一般 =cancelled"),
    ),
    "kktix tw": (
        "報名序號,訂單編號,票種,姓名,Email,手機,服務單位,職稱,報名狀態,付款狀態,QR Code\n1,K1001,一般票,陳怡君,c@ex.tw,0912345678,新竹科技,工程師,報名成功,已付款,ABCD1234EFGH\n2,K1002,一般票,林志明,l@ex.tw,0912345679,臺大,教授,已取消,已退款,ABCD1234EFGI\n3,K1003,一般票,黃小美,h@ex.tw,0912345680,成大,學生,等候付款,未付款,ABCD1234EFGJ\n",
        (
            "陳怡君 @新竹科技 /工程師 <c@ex.tw ☎0912345678 #ABCD1234EFGH =registered",
            "林志明 @臺大 /教授 <l@ex.tw ☎0912345679 #ABCD1234EFGI =cancelled",
            "黃小美 @成大 /學生 <h@ex.tw ☎0912345680 #ABCD1234EFGJ =waiting",
        ),
    ),
    "huodongxing cn": (
        "序号,姓名,手机号,邮箱,公司,职位,票种,签到码,报名时间,审核状态,签到状态\n1,王伟,13800000001,w@ex.cn,北大,教授,免费票,820011223344,2026-10-01,审核通过,未签到\n2,李娜,13800000002,l@ex.cn,清华,讲师,免费票,820011223345,2026-10-01,审核不通过,未签到\n3,张强,13800000003,z@ex.cn,复旦,讲师,免费票,820011223346,2026-10-01,待审核,未签到\n",
        (
            "王伟 @北大 /教授 <w@ex.cn ☎13800000001 #820011223344 =registered",
            "李娜 @清华 /讲师 <l@ex.cn ☎13800000002 #820011223345 =cancelled",
            "张强 @复旦 /讲师 <z@ex.cn ☎13800000003 #820011223346 =waiting",
        ),
    ),
    "townscript india": (
        "Registration Id,Attendee Name,Email Id,Mobile No.,Ticket Name,Ticket Price,Payment Status,Registration Status,Name of the Institution,Designation\nTS-0001,Dr. Asha Rao,asha@ex.in,9800000001,Delegate,0,Success,Confirmed,IIT A,Professor\nTS-0002,Mr. Ravi K.,ravi@ex.in,9800000002,Delegate,500,Failed,Pending,IIT B,Student\nTS-0003,Smt. Lata Iyer,lata@ex.in,9800000003,Delegate,500,Refunded,Cancelled,IIT C,Student\n",
        (
            "Asha Rao @IIT A /Professor <asha@ex.in ☎9800000001 ~Delegate =registered №TS-0001",
            "Ravi K. @IIT B /Student <ravi@ex.in ☎9800000002 ~Delegate =cancelled №TS-0002",
            "Lata Iyer @IIT C /Student <lata@ex.in ☎9800000003 ~Delegate =cancelled №TS-0003",
        ),
    ),
    "india sr no": (
        "Sr. No.,Name of Participant,Designation,Organization,Contact No.,E-mail ID,Payment (Y/N),Remarks\n1,Asha Rao,Professor,IIT A,9800000001,asha@ex.in,Y,\n2,Ravi Kumar,Student,IIT B,9800000002,ravi@ex.in,N,\n",
        (
            "Asha Rao @IIT A /Professor <asha@ex.in ☎9800000001 =registered",
            "Ravi Kumar @IIT B /Student <ravi@ex.in ☎9800000002 =waiting",
        ),
    ),
    "de Teilnehmerliste": (
        "Teilnehmerliste Fachtagung;;;;;\n;;;;;\nLfd. Nr.;Anrede;Titel;Name, Vorname;Institution;Unterschrift\n1;Frau;Dr.;Groß, Anna;Uni A;\n2;Herr;;Müller, Jürgen;Amt B;\n;;;;;\nStand: 01.10.2026;;;;;\n",
        ("Anna Groß @Uni A", "Jürgen Müller @Amt B"),
    ),
    "de Absage column": (
        "Name;Vorname;Dienststelle;Zusage;Absage\nGroß;Anna;Amt A;x;\nMüller;Jürgen;Amt B;;x\n",
        ("Jürgen Müller @Amt B =cancelled", "?status_word x"),
    ),
    "de Einwilligung": (
        "Vorname;Nachname;Einwilligung Datenschutz;Fotoerlaubnis\nAnna;Groß;ja;nein\nJürgen;Müller;nein;ja\n",
        ("Anna Groß ✓yes", "Jürgen Müller"),
    ),
    "de Ansprechpartner": (
        "Firma;Ansprechpartner;Telefon Ansprechpartner;Teilnehmer;Telefon Teilnehmer\nA AG;Bob Boss;030 1;Anna Groß;0170 0000001\n",
        ("Anna Groß @A AG ☎0170 0000001",),
    ),
    "fr excusé": (
        "NOM;Prénom;Fonction;Structure;Présent;Excusé\nDUPONT;Jean;Maire;Ville A;X;\nMARTIN;Zoé;DGS;Ville B;;X\n",
        ("Zoé MARTIN @Ville B /DGS =cancelled", "?status_word X"),
    ),
    "fr helloasso": (
        "Référence commande;Date de la commande;Statut de la commande;Nom participant;Prénom participant;Nom payeur;Prénom payeur;Email payeur;Tarif;Montant tarif;Numéro de billet;Organisme\n1001;01/10/2026;Validé;LEFÈVRE;Hélène;BOSS;Bob;boss@ex.fr;Normal;10;B-0001;Asso A\n1002;01/10/2026;Remboursé;DUPONT;Jean;BOSS;Bob;boss@ex.fr;Normal;10;B-0002;Asso B\n",
        ("Hélène LEFÈVRE @Asso A =registered", "Jean DUPONT @Asso B =cancelled"),
    ),
    "fr weezevent": (
        "Num billet;Code barre;Nom;Prénom;Email acheteur;Nom acheteur;Prénom acheteur;Tarif;Etat;Société\n1;100200300401;LEFÈVRE;Hélène;boss@ex.fr;BOSS;Bob;Plein;Valide;A SA\n2;100200300402;DUPONT;Jean;boss@ex.fr;BOSS;Bob;Plein;Annulé;B SA\n",
        ("Hélène LEFÈVRE @A SA #100200300401 =registered", "Jean DUPONT @B SA #100200300402 =cancelled"),
    ),
    "es apellidos": (
        "Apellidos, Nombre;DNI;Entidad;Cargo;Asiste (S/N)\nGarcía López, Ana;00000000T;Univ A;Profesora;S\nPérez Gil, Luis;00000001R;Univ B;Alumno;N\n",
        ("Ana García López @Univ A /Profesora", "Luis Pérez Gil @Univ B /Alumno", "?status_column Asiste (S/N)"),
    ),
    "it": (
        "Cognome;Nome;Ente;Qualifica;Recapito telefonico;Adesione;Consenso privacy\nRossi;Marco;Comune A;Dirigente;+39 300 0000001;Sì;Sì\nBianchi;Anna;Comune B;Funzionario;+39 300 0000002;No;No\n",
        (
            "Marco Rossi @Comune A /Dirigente ☎+39 300 0000001 =registered ✓yes",
            "Anna Bianchi @Comune B /Funzionario ☎+39 300 0000002 =cancelled",
        ),
    ),
    "phone scientific": (
        "성명,휴대폰\n김하나,1.01E+09\n이두리,010-1000-0012\n",
        ("김하나", "이두리 ☎010-1000-0012", "~roster.lost_digits 2"),
    ),
    "test orders": (
        "Name,Email,Order Mode\nAda Lee,a@ex.org,live\nTest Tester,test@ex.org,test\n",
        ("Ada Lee <a@ex.org", "?status_word test"),
    ),
    "plus one": (
        "Name,Email,Plus One,Plus One Name\nAda Lee,a@ex.org,Yes,Bob Lee\nBen Roh,b@ex.org,No,\n",
        ("Ada Lee <a@ex.org", "Ben Roh <b@ex.org", "~roster.nameless 2"),
    ),
    "name +1": (
        "Name,Company\nAda Lee +1,Gaon\nBen Roh,Narae\n",
        ("Ada Lee @Gaon", "Ben Roh @Narae", "~roster.nameless 2"),
    ),
    "and family": (
        "Name,Company\nAda Lee & family,Gaon\nThe Roh Family,Narae\nCho Min,Dasom\n",
        ("Cho Min @Dasom", "!roster.several_names 2", "!roster.several_names 3"),
    ),
    "cxl abbreviations": (
        "Name,Status\nAda Lee,OK\nBen Roh,CXL\nCho Min,TBC\nDan Ryu,Conf.\nEve Han,w/l\n",
        ("Ada Lee =registered", "Ben Roh =cancelled", "?status_word TBC", "?status_word Conf.", "?status_word w/l"),
    ),
    "withdrawal in name": (
        "성명,소속\n김하나,가온\n(취소) 이두리,나래\n박세나[불참],다솜\n",
        ("김하나 @가온", "?status_word 취소", "?status_word 불참"),
    ),
    "cancelled name english": (
        "Name,Company\nAda Lee,Gaon\nCANCELLED - Ben Roh,Narae\nCho Min (cancelled),Dasom\n",
        ("Ada Lee @Gaon", "?status_word CANCELLED", "?status_word cancelled"),
    ),
    "section header 취소자 below": (
        "성명,소속,연락처\n김하나,가온,010-1000-0011\n취소자 명단,,\n이두리,나래,010-1000-0012\n",
        ("김하나 @가온 ☎010-1000-0011", "이두리 @나래 ☎010-1000-0012", "?list_state 취소자 명단"),
    ),
    "section header waitlist below": (
        "Name,Company,Email\nAda Lee,Gaon,a@ex.org\nWaiting list,,\nBen Roh,Narae,b@ex.org\n",
        ("Ada Lee @Gaon <a@ex.org", "Ben Roh @Narae <b@ex.org", "?list_state Waiting list"),
    ),
    "section 대기자 below": (
        "성명,소속\n김하나,가온\n이두리,나래\n[대기자],\n박세나,다솜\n",
        ("김하나 @가온", "이두리 @나래", "박세나 @다솜", "?list_state [대기자]"),
    ),
    "prefix suffix columns": (
        "Prefix,First Name,Middle Name,Last Name,Suffix,Email\nDr.,Ada,B.,Lee,PhD,a@ex.org\n,Ben,,Roh,Jr.,b@ex.org\n",
        ("Ada B. Lee <a@ex.org", "Ben Roh <b@ex.org"),
    ),
    "ticket name/holder": (
        "Ticket Name,Ticket Holder,Ticket Holder Email\nVIP,Ada Lee,a@ex.org\nGA,Ben Roh,b@ex.org\n",
        ("Ada Lee <a@ex.org ~VIP", "Ben Roh <b@ex.org ~GA"),
    ),
    "account manager": (
        "Name,Company,Account Manager,Account Manager Email\nAda Lee,Gaon,Sales Guy,s@ex.org\n",
        ("Ada Lee @Gaon",),
    ),
    "refund amount": (
        "Name,Email,Amount,Refund Amount\nAda Lee,a@ex.org,100,0\nBen Roh,b@ex.org,100,100\nCho Min,c@ex.org,100,50\n",
        ("Ada Lee <a@ex.org", "?status_word 100", "?status_word 50"),
    ),
    "is_active flag": (
        "name,email,is_active\nAda Lee,a@ex.org,TRUE\nBen Roh,b@ex.org,FALSE\n",
        ("Ada Lee <a@ex.org =registered", "Ben Roh <b@ex.org =cancelled"),
    ),
    "null words": (
        "name,email,phone,company\nAda Lee,a@ex.org,NULL,N/A\nBen Roh,b@ex.org,null,none\nCho Min,\\N,-,-\n",
        ("Ada Lee <a@ex.org", "Ben Roh <b@ex.org", "Cho Min"),
    ),
    "html entities": (
        "Name,Company\nAda O&#039;Hara,R&amp;D Lab\n",
        ("!roster.several_names 2",),
    ),
    "quoted apostrophe phone": (
        '성명,연락처\n김하나,\'01010000011\n이두리,="01010000012"\n',
        ("김하나 ☎010-1000-0011", "이두리 ☎010-1000-0012"),
    ),
    "gdpr words": (
        "Name,GDPR consent\nAda Lee,given\nBen Roh,not given\nCho Min,opted out\nDan Ryu,opted in\nEve Han,✗\nFay Oh,✔\nGil Moon,false\nHal Yoo,true\n",
        (
            "Ada Lee ✓yes",
            "Ben Roh",
            "Cho Min",
            "Dan Ryu ✓yes",
            "Eve Han",
            "Fay Oh ✓yes",
            "Gil Moon",
            "Hal Yoo ✓yes",
            "~roster.odd_consent 4",
        ),
    ),
    "consent ja": (
        "氏名,個人情報の取り扱いに同意\n田中太郎,同意する\n鈴木花子,同意しない\n",
        ("田中太郎 ✓yes", "鈴木花子"),
    ),
    "consent zh": (
        "姓名,是否同意个人信息处理\n王伟,同意\n李娜,不同意\n",
        ("王伟 ✓yes", "李娜"),
    ),
    "consent fr": (
        "Nom complet,J'accepte le traitement de mes données\nJean Dupont,Oui\nZoé Martin,Non\n",
        ("Jean Dupont ✓yes", "Zoé Martin"),
    ),
    "jp honorific": (
        "お名前,会社名,部署\n田中 太郎 様,例社,開発部\n鈴木\u3000花子さん,例大,\n",
        ("田中 太郎 @例社", "鈴木 花子 @例大"),
    ),
    "jp sei mei kana": (
        "姓,名,セイ,メイ,会社名,携帯電話,ご出欠\n田中,太郎,タナカ,タロウ,例社,090-0000-0001,ご出席\n鈴木,花子,スズキ,ハナコ,例大,090-0000-0002,ご欠席\n",
        ("田中太郎 @例社 ☎090-0000-0001 =registered", "鈴木花子 @例大 ☎090-0000-0002 =cancelled"),
    ),
    "cn honorific": (
        "姓名,单位\n王伟 先生,北大\n李娜 教授,清华\n",
        ("王伟 @北大", "李娜 教授 @清华"),
    ),
    "author presenter": (
        "논문번호,제목,발표자,발표자 소속,교신저자,등록여부\nP-01,가 연구,김하나,가온대,박교수,등록\nP-02,나 연구,이두리,나래대,박교수,미등록\n",
        ("김하나 @가온대", "이두리 @나래대", "?status_column 등록여부"),
    ),
    "등록비 납부": (
        "이름,소속,등록비 납부여부\n김하나,가온,완납\n이두리,나래,미납\n박세나,다솜,면제\n",
        ("김하나 @가온 =registered", "이두리 @나래 =waiting", "박세나 @다솜 =registered"),
    ),
    "status numbers": (
        "이름,이메일,상태\n김하나,a@ex.kr,1\n이두리,b@ex.kr,0\n",
        ("?status_word 1", "?status_word 0"),
    ),
    "status emoji": (
        "Name,Status\nAda Lee,✅\nBen Roh,❌\nCho Min,⏳\n",
        ("Ada Lee =registered", "Ben Roh =cancelled", "?status_word ⏳"),
    ),
    "status multi phrase": (
        "성명,진행상태\n김하나,참가 확정(11/20 통화)\n이두리,취소(개인사정)\n박세나,대기(정원초과)\n",
        ("?status_word 참가 확정(11/20 통화)", "?status_word 취소(개인사정)", "?status_word 대기(정원초과)"),
    ),
    "status phrase en": (
        "Name,Status\nAda Lee,Confirmed by phone 11/20\nBen Roh,Cancelled (sick)\nCho Min,On waiting list #3\nDan Ryu,Will not attend\nEve Han,Cannot make it\n",
        (
            "Dan Ryu =cancelled",
            "?status_word Confirmed by phone 11/20",
            "?status_word Cancelled (sick)",
            "?status_word On waiting list #3",
            "?status_word Cannot make it",
        ),
    ),
    "no status but 'Notes: will not come'": (
        "Name,Comments\nAda Lee,Vegan\nBen Roh,Can't come after all\nCho Min,Please remove me from the list\nDan Ryu,Looking forward\n",
        (
            "Ada Lee …Vegan",
            "Dan Ryu …Looking forward",
            "?status_word Can't come after all",
            "?status_word Please remove me from the list",
        ),
    ),
    "kr notes withdraw": (
        "성명,기타 의견\n김하나,주차 문의\n이두리,일정상 참석이 어렵습니다\n박세나,못 갈 것 같습니다\n최다섯,기대됩니다\n",
        (
            "김하나 …주차 문의",
            "최다섯 …기대됩니다",
            "?status_word 일정상 참석이 어렵습니다",
            "?status_word 못 갈 것 같습니다",
        ),
    ),
    "kr 접수현황": (
        "No,접수일,성명,생년월일,성별,소속(직장명),직위,핸드폰,E-mail,교육비,입금여부,비고\n1,11/1,김하나,900102,여,가온테크,과장,010-1000-0011,a@ex.kr,0,X,\n2,11/2,이두리,880304,남,나래,대리,010-1000-0012,b@ex.kr,50000,O,\n3,11/2,박세나,870405,여,다솜,사원,010-1000-0013,c@ex.kr,50000,X,입금 예정\n",
        (
            "김하나 @가온테크 /과장 <a@ex.kr ☎010-1000-0011",
            "이두리 @나래 /대리 <b@ex.kr ☎010-1000-0012 =registered",
            "박세나 @다솜 /사원 <c@ex.kr ☎010-1000-0013 =waiting …입금 예정",
        ),
    ),
    "kr 협회 회비": (
        "회원번호,회원명,회원구분,회비납부,이메일,등록구분\nA-001,김하나,정회원,완납,a@ex.kr,사전등록\nA-002,이두리,준회원,미납,b@ex.kr,사전등록\n",
        ("김하나 <a@ex.kr ~사전등록 №A-001", "이두리 <b@ex.kr ~사전등록 №A-002", "?status_column 회비납부"),
    ),
    "kr 위원명단": (
        "구분,성명,소속 및 직위,연락처,참석\n위원장,김하나,가온대 교수,010-1000-0011,참석\n위원,이두리,나래연구원 책임,010-1000-0012,불참\n위원,박세나,다솜(주) 대표,010-1000-0013,미정\n",
        (
            "김하나 @가온대 교수 ☎010-1000-0011 ~위원장 =registered",
            "이두리 @나래연구원 책임 ☎010-1000-0012 ~위원 =cancelled",
            "?status_word 미정",
        ),
    ),
    "kr 오탈자 상태": (
        "성명,상태\n김하나,참석 \n이두리,불참!\n박세나,참석?\n최다섯,취소요망\n",
        ("김하나 =registered", "이두리 =cancelled", "?status_word 참석?", "?status_word 취소요망"),
    ),
    "kr 대기 표시 이름": (
        "성명,소속\n김하나(대기),가온\n이두리 [취소],나래\n박세나 - 불참,다솜\n최다섯(개명전 최오섯),라온\n정여섯(가온대),가온\n",
        (
            "최다섯(개명전 최오섯) @라온",
            "정여섯(가온대) @가온",
            "?status_word 대기",
            "?status_word 취소",
            "?status_word 불참",
        ),
    ),
    "kr 예비 명단 section": (
        "순번,성명,연락처\n1,김하나,010-1000-0011\n예비 후보자 명단,,\n1,이두리,010-1000-0012\n",
        ("김하나 ☎010-1000-0011", "이두리 ☎010-1000-0012", "?list_state 예비 후보자 명단"),
    ),
    "kr 대기업 title": (
        "대기업 구매상담회 참가기업 명단,,\n성명,소속,연락처\n김하나,가온,010-1000-0011\n",
        ("김하나 @가온 ☎010-1000-0011",),
    ),
    "kr 취소 안내 note title": (
        "※ 취소는 11월 20일까지 가능합니다,,\n성명,소속,연락처\n김하나,가온,010-1000-0011\n",
        ("김하나 @가온 ☎010-1000-0011",),
    ),
    "kr 학교 출석부": (
        "학년,반,번호,이름,보호자 동의,보호자 연락처,비고\n1,2,3,김하나,동의,010-9999-0001,\n1,2,4,이두리,미동의,010-9999-0002,전출\n",
        ("김하나", "?status_word 전출"),
    ),
    "en google attending": (
        "Timestamp,Full Name,Email,Can you make it?,Bringing a guest?\n10/1/2026 1:00:00,Ada Lee,a@ex.org,Can't wait!,Yes\n10/1/2026 1:00:00,Ben Roh,b@ex.org,\"Sorry, can't make it\",No\n",
        ("Ada Lee <a@ex.org", "Ben Roh <b@ex.org", "?status_column Can you make it?"),
    ),
    "en univ class list": (
        "Student ID,Last Name,First Name,Preferred Name,Program,Enrolment Status,Waitlist Position\n0012345,Lee,Ada,,CS,Enrolled,\n0012346,Roh,Ben,,CS,Dropped,\n0012347,Min,Cho,,CS,Waitlisted,3\n",
        ("Ada Lee =registered №0012345", "Cho Min =waiting №0012347", "?status_word Dropped"),
    ),
    "en humanitix": (
        "Order name,First name,Last name,Attendee email,Order ID,Ticket name,Status,Order status,Barcode,Mobile,Buyer first name,Buyer last name,Buyer email\nBob Boss,Ada,Lee,a@ex.org,6A1,GA,complete,complete,BC10001,+61400000001,Bob,Boss,boss@ex.org\nBob Boss,Ben,Roh,b@ex.org,6A1,GA,cancelled,refunded,BC10002,+61400000002,Bob,Boss,boss@ex.org\n",
        (
            "Ada Lee <a@ex.org ☎+61400000001 ~GA #BC10001 =registered",
            "Ben Roh <b@ex.org ☎+61400000002 ~GA #BC10002 =cancelled",
        ),
    ),
    "en partstat": (
        "Name,Attendance,Response\nAda Lee,Required Attendee,Accepted\nBen Roh,Optional Attendee,Declined\nCho Min,Required Attendee,Tentative\nDan Ryu,Meeting Organizer,None\n",
        ("Ada Lee", "Ben Roh", "Cho Min", "Dan Ryu", "?status_column Attendance", "?status_column Response"),
    ),
    "en hotel": (
        "Guest Last,Guest First,Arrival,Departure,Room Type,Confirmation #,Cancel Date\nLee,Ada,11/30/2026,12/02/2026,King,C1001,\nRoh,Ben,11/30/2026,12/02/2026,King,C1002,11/20/2026\n",
        ("Ada Lee", "Ben Roh =cancelled"),
    ),
    "de xing": (
        "Ticketnummer;Vorname;Nachname;E-Mail;Firma;Position;Ticketkategorie;Ticketstatus;Käufer Vorname;Käufer Nachname;Käufer E-Mail\nX-1001-A;Anna;Groß;a@ex.de;A AG;Leiterin;Standard;gültig;Bob;Boss;boss@ex.de\nX-1001-B;Jürgen;Müller;j@ex.de;B AG;Chef;Standard;storniert;Bob;Boss;boss@ex.de\n",
        (
            "Anna Groß @A AG /Leiterin <a@ex.de ~Standard =registered",
            "Jürgen Müller @B AG /Chef <j@ex.de ~Standard =cancelled",
        ),
    ),
    "de vhs": (
        "Kursnr.;TN-Nr.;Name;Vorname;Straße;PLZ;Ort;Telefon;Anmeldestatus;Gebühr\nK100;1001;Groß;Anna;Weg 1;10115;Berlin;030 1000001;angemeldet;0,00\nK100;1002;Müller;Jürgen;Weg 2;10115;Berlin;030 1000002;Warteliste;50,00\nK100;1003;Weiß;Änne;Weg 3;10115;Berlin;;abgemeldet;50,00\n",
        ("Anna Groß ☎030 1000001 =registered", "Jürgen Müller ☎030 1000002 =waiting", "Änne Weiß =cancelled"),
    ),
    "de Rückmeldung": (
        "Name;Vorname;Rückmeldung;Bemerkung\nGroß;Anna;Ich nehme teil;\nMüller;Jürgen;Ich nehme nicht teil;\n",
        ("Anna Groß", "Jürgen Müller", "?status_column Rückmeldung"),
    ),
    "fr liste": (
        "Civilité;NOM Prénom;Organisme;Courriel;Participation\nMme;LEFÈVRE Hélène;CNRS;h@ex.fr;Participe\nM.;DUPONT Jean;INRIA;j@ex.fr;Ne participe pas\n",
        ("LEFÈVRE Hélène @CNRS <h@ex.fr", "DUPONT Jean @INRIA <j@ex.fr", "?status_column Participation"),
    ),
    "es lista": (
        "Nº;Apellidos y Nombre;NIF;Centro de trabajo;Admitido/Excluido\n1;García López, Ana;00000000T;IES A;Admitido\n2;Pérez Gil, Luis;00000001R;IES B;Excluido\n3;Ruiz, Eva;00000002W;IES C;Reserva 1\n",
        ("Ana García López", "Luis Pérez Gil", "Eva Ruiz", "?status_column Admitido/Excluido"),
    ),
    "it elenco": (
        "N.;Cognome e Nome;Ente;Presenza 1/12;Firma\n1;Rossi Marco;Comune A;SI;\n2;Bianchi Anna;Comune B;NO;\n",
        ("Rossi Marco @Comune A", "Bianchi Anna @Comune B", "?status_column Presenza 1/12"),
    ),
    "ja google": (
        "タイムスタンプ,氏名（漢字）,氏名（カナ）,勤務先・学校名,電話番号（ハイフンなし）,ご出席について,個人情報の取扱いに同意する\n2026/10/01,田中太郎,タナカタロウ,例社,09000000001,出席する,同意する\n2026/10/01,鈴木花子,スズキハナコ,例大,09000000002,欠席する,同意する\n",
        ("田中太郎 @例社 ☎09000000001 ✓yes", "鈴木花子 @例大 ☎09000000002 ✓yes", "?status_column ご出席について"),
    ),
    "zh 名单 候补 section": (
        "姓名,单位\n王伟,北大\n候补人员名单,\n李娜,清华\n",
        ("王伟 @北大", "李娜 @清华", "?list_state 候补人员名单"),
    ),
    "us phone 10 digits in kr name list": (
        "Name,Mobile\nAda Lee,6315550100\nBen Roh,2125550100\n",
        ("Ada Lee ☎6315550100", "Ben Roh ☎2125550100"),
    ),
    "kr list with us phone": (
        "성명,연락처\nAda Lee,+1 631 555 0100\n김하나,1010000011\n",
        ("Ada Lee ☎+1 631 555 0100", "김하나 ☎010-1000-0011"),
    ),
    "company same as contact": (
        "Exhibitor,Booth,Badge First Name,Badge Last Name,Badge Company,Lead Contact,Lead Contact Email\nGaon Ltd,A1,Ada,Lee,Gaon,Bob Boss,boss@ex.org\n",
        ("Ada Lee @Gaon",),
    ),
    "newsletter no": (
        "Name,Email,Newsletter,Photo consent\nAda Lee,a@ex.org,No,No\nBen Roh,b@ex.org,Yes,Yes\n",
        ("Ada Lee <a@ex.org", "Ben Roh <b@ex.org"),
    ),
    "first time attendee": (
        "Name,First-time attendee?,Member?\nAda Lee,No,Yes\nBen Roh,Yes,No\n",
        ("Ada Lee", "Ben Roh"),
    ),
    "presenter bio": (
        "Full name,Will you be presenting?,Presentation title\nAda Lee,Yes,Deep X\nBen Roh,No,\n",
        ("Ada Lee", "Ben Roh"),
    ),
    "excused column text": (
        "Name,Dept,Excused\nAda Lee,HR,\nBen Roh,IT,vacation\n",
        ("Ada Lee", "Ben Roh", "?status_column Excused"),
    ),
    "absent mark": (
        "성명,부서,결석\n김하나,기획,\n이두리,개발,O\n",
        ("김하나", "이두리 =cancelled"),
    ),
    "NA as name part": (
        "First,Last\nNa,Lee\nNull,Kim\n",
        ("Na Lee", "Null Kim"),
    ),
    "surname No": (
        "First name,Last name\nHana,No\nBo,Na\n",
        ("Hana No", "Bo Na"),
    ),
    "company dash names": (
        "Name,Company\nAda Lee (CERN),CERN\nKim - Park Hana,Gaon\nJean-Luc Roux,X\nO: Ben Roh,Y\n",
        ("Ada Lee (CERN) @CERN", "Kim - Park Hana @Gaon", "Jean-Luc Roux @X", "O: Ben Roh @Y"),
    ),
    "person named Guest": (
        "Name,Type\nAda Lee (Guest),Guest\nBen Roh,Member\n",
        ("Ada Lee ~Guest", "Ben Roh ~Member"),
    ),
    "kr family name 표 대": (
        "성명,소속\n표기대,가온\n대기석,나래\n취소연,다솜\n",
        ("표기대 @가온", "대기석 @나래", "취소연 @다솜"),
    ),
    "header only mixed jp": (
        "受付番号,会社・団体名,部署・役職,お名前,Mail,TEL,参加費,入金\nR001,例社,営業部長,田中太郎,t@ex.jp,03-0000-0001,5000,済\nR002,例大,教授,鈴木花子,s@ex.jp,03-0000-0002,5000,未\n",
        (
            "田中太郎 @例社 /営業部長 <t@ex.jp ☎03-0000-0001 =registered №R001",
            "鈴木花子 @例大 /教授 <s@ex.jp ☎03-0000-0002 =waiting №R002",
        ),
    ),
    # Ticked for some and blank for others.
    "확정 ticked for some": ("성명,확정\n김하나,O\n이두리,\n", ("김하나 =registered", "이두리", "?blank_state 확정")),
    "입금 with days": (
        "성명,소속,입금\n김하나,가온,11/2\n이두리,나래,\n박세나,다솜,2026-11-03\n",
        ("김하나 @가온 =registered", "이두리 @나래", "박세나 @다솜 =registered", "?blank_state 입금"),
    ),
    "입금확인일": (
        "성명,입금확인일\n김하나,11월 2일(월)\n이두리,\n",
        ("김하나 =registered", "이두리", "?blank_state 입금확인일"),
    ),
    "결제일 of some": (
        "성명,결제일\n김하나,2026.11.02\n이두리,\n",
        ("김하나 =registered", "이두리", "?blank_state 결제일"),
    ),
    "the day of the payment beside a status": (
        "Name,Status,Payment date\nAda Lee,Confirmed,2026-11-02\nBen Roh,Confirmed,\nCho Min,Pending,\n",
        ("Ada Lee =registered", "Ben Roh =registered", "Cho Min =waiting"),
    ),
    "결제 ✓ and dashes": (
        "이름,결제\n김하나,✓\n이두리,-\n",
        ("김하나 =registered", "이두리", "?blank_state 결제"),
    ),
    "paid y or blank": (
        "Name,Email,Paid\nAda Lee,a@example.com,Y\nBen Roh,b@example.com,\n",
        ("Ada Lee <a@example.com =registered", "Ben Roh <b@example.com", "?blank_state Paid"),
    ),
    "confirmed yes or blank": (
        "Name,Confirmed\nAda Lee,yes\nBen Roh,\nCho Min,yes\n",
        ("Ada Lee =registered", "Ben Roh", "Cho Min =registered", "?blank_state Confirmed"),
    ),
    "참석여부 of those who answered": (
        "성명,참석여부\n김하나,참석\n이두리,\n",
        ("김하나 =registered", "이두리", "?blank_state 참석여부"),
    ),
    "blank beside a cancellation": (
        "성명,참석,불참\n김하나,O,\n이두리,,O\n",
        ("김하나 =registered", "이두리 =cancelled"),
    ),
    "paid or free": (
        "Name,Price,Paid\nAda Lee,100,Y\nBen Roh,0,\n",
        ("Ada Lee =registered", "Ben Roh"),
    ),
    "cancelled ticked for some": (
        "Name,Cancelled\nAda Lee,\nBen Roh,x\nCho Min,Y\n",
        ("Ada Lee", "Ben Roh =registered", "Cho Min =cancelled"),
    ),
    "confirmed for everybody": ("성명,확정\n김하나,O\n이두리,O\n", ("김하나 =registered", "이두리 =registered")),
    "대기 ticked": ("성명,대기\n김하나,O\n이두리,\n", ("김하나 =waiting", "이두리")),
    "미입금 ticked": ("성명,미입금\n김하나,\n이두리,○\n", ("김하나", "이두리 =waiting")),
    # Consent given in one column and taken back in another.
    "동의 철회": (
        "성명,개인정보 동의,동의 철회\n김하나,동의,\n이두리,동의,O\n박세나,동의,2026-11-20\n최네오,동의,글쎄요\n",
        ("김하나 ✓yes", "이두리", "박세나", "최네오", "~roster.odd_consent 5"),
    ),
    "철회일 beside the consent": (
        "성명,개인정보동의,철회일\n김하나,Y,\n이두리,Y,2026.11.20\n",
        ("김하나 ✓yes", "이두리"),
    ),
    "철회일 apart from the consent": (
        "성명,개인정보동의,소속,철회일\n김하나,Y,가온,\n이두리,Y,나래,2026-11-20\n",
        ("김하나 @가온 ✓yes", "이두리 @나래", "?status_column 철회일"),
    ),
    "수신거부": (
        "성명,이메일,동의여부,수신거부\n김하나,a@example.com,동의,N\n이두리,b@example.com,동의,Y\n",
        ("김하나 <a@example.com ✓yes", "이두리 <b@example.com"),
    ),
    "opt-out": (
        "Name,Consent,Opt-out\nAda Lee,yes,no\nBen Roh,yes,yes\nCho Min,yes,\n",
        ("Ada Lee ✓yes", "Ben Roh", "Cho Min ✓yes"),
    ),
    "consent withdrawn": (
        "Name,Consent given,Consent withdrawn\nAda Lee,2026-10-01,\nBen Roh,2026-10-01,2026-11-05\n",
        ("Ada Lee ✓2026-10-01", "Ben Roh"),
    ),
    "consent withdrawn alone": ("Name,Consent withdrawn\nAda Lee,no\nBen Roh,yes\n", ("Ada Lee", "Ben Roh")),
    "marketing opt-out": (
        "Name,Consent,Marketing opt-out\nAda Lee,yes,yes\n",
        ("Ada Lee ✓yes",),
    ),
    # Yes and no below headings nobody knows.
    "dabei": (
        "Name,Firma,Dabei\nAda Lee,Gaon,ja\nBen Roh,Narae,nein\n",
        ("Ada Lee @Gaon", "Ben Roh @Narae", "?status_column Dabei"),
    ),
    "attended?": ("Name,Attended?\nAda Lee,Yes\nBen Roh,No\n", ("Ada Lee", "Ben Roh", "?status_column Attended?")),
    "첫째 날 참석 and 둘째 날 참석": (
        "성명,첫째날 참석,둘째날 참석\n김하나,O,X\n이두리,O,O\n박세나,X,O\n",
        ("김하나", "이두리", "박세나", "?status_column 첫째날 참석", "?status_column 둘째날 참석"),
    ),
    "참석합니까": (
        "성명,워크숍에 오시나요?\n김하나,예\n이두리,아니오\n",
        ("김하나", "이두리", "?status_column 워크숍에 오시나요?"),
    ),
    "yes and no of other things": (
        "Name,Vegetarian,First time?,Parking,Member\nAda Lee,Yes,No,Yes,Yes\nBen Roh,No,Yes,No,No\n",
        ("Ada Lee", "Ben Roh"),
    ),
    "채식 and 주차": ("성명,채식,주차\n김하나,O,X\n이두리,X,O\n", ("김하나", "이두리")),
    # Who leads comes, too.
    "팀장 beside 팀원": (
        "팀명,팀장,팀원\n가온팀,박세나,김하나\n가온팀,박세나,이두리\n",
        ("김하나", "이두리", "?second_name 팀장"),
    ),
    "팀장 who stands among the names": (
        "성명,팀장\n박세나,박세나\n김하나,박세나\n",
        ("박세나", "김하나"),
    ),
    "team leader and members": (
        "Team,Team leader,Member 1,Member 2\nA,Dan Ryu,Ada Lee,Ben Roh\n",
        ("Ada Lee", "Ben Roh", "?second_name Team leader"),
    ),
    "인솔자 beside 학생": (
        "학교,학생명,인솔자,인솔자 연락처\n가온초,김하나,박세나,010-0000-0001\n",
        ("김하나 @가온초", "?second_name 인솔자"),
    ),
    # Two numbers in one cell.
    "two phones in one cell": (
        '성명,연락처\n김하나,010-0000-0011 / 010-0000-0012\n이두리,"02-000-0001, 010-0000-0013"\n박세나,02-000-0001~2\n',
        (
            "김하나 ☎010-0000-0011",
            "이두리 ☎010-0000-0013",
            "박세나 ☎02-000-0001~2",
            "~roster.several_phones 2",
            "~roster.several_phones 3",
        ),
    ),
    "zoom with the meeting above the participants": (
        "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n812 0000 0001,Workshop,12/01/2026 09:00:00 AM,12/01/2026 10:00:00 AM,host@example.com,60,3\n\nName (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room\nAda Lee,ada@example.com,12/01/2026 08:58:00 AM,12/01/2026 09:30:00 AM,32,No,Y,No\nHana (김하나),,12/01/2026 09:05:00 AM,12/01/2026 09:55:00 AM,50,Yes,Y,No\n",
        ("Ada Lee <ada@example.com", "Hana (김하나)"),
    ),
    "참가비 입금 ticked": (
        "성명,참가비 입금\n김하나,완료\n이두리,\n",
        ("김하나 =registered", "이두리", "?blank_state 참가비 입금"),
    ),
    "입금 below 참가비": ("성명,참가비\n김하나,입금\n이두리,\n", ("김하나", "이두리", "?status_column 참가비")),
    "최종확정": ("성명,최종확정\n김하나,O\n이두리,\n", ("김하나 =registered", "이두리", "?blank_state 최종확정")),
    "회신 of some": ("성명,참석 회신\n김하나,O\n이두리,\n", ("김하나 =registered", "이두리", "?blank_state 참석 회신")),
    "payment received": (
        "Name,Payment received\nAda Lee,Yes\nBen Roh,\n",
        ("Ada Lee =registered", "Ben Roh", "?blank_state Payment received"),
    ),
    "deposit paid": (
        "Name,Deposit paid\nAda Lee,✓\nBen Roh,\n",
        ("Ada Lee =registered", "Ben Roh", "?blank_state Deposit paid"),
    ),
    "payé": ("Nom,Payé\nAda Lee,oui\nBen Roh,\n", ("Ada Lee =registered", "Ben Roh", "?blank_state Payé")),
    "出席 of some": ("氏名,出席\n田中太郎,○\n鈴木花子,\n", ("田中太郎 =registered", "鈴木花子", "?blank_state 出席")),
    "what was paid": ("Name,Amount paid\nAda Lee,100\nBen Roh,50\n", ("Ada Lee", "Ben Roh")),
    "do not contact": ("Name,Consent,Do not contact\nAda Lee,yes,\nBen Roh,yes,yes\n", ("Ada Lee ✓yes", "Ben Roh")),
    "삭제 요청": ("성명,개인정보 동의,개인정보 삭제요청\n김하나,O,\n이두리,O,O\n", ("김하나 ✓yes", "이두리")),
    "대표자 beside 팀원": (
        "팀명,대표자,팀원1,팀원2\n가온,김하나,이두리,박세나\n",
        ("이두리", "박세나", "?second_name 대표자"),
    ),
}

# Files as they were handed over by those who tried the program with what they really have.
CSV["people of a row by signs"] = (
    "참석자① 성명,참석자② 성명\n김하나,이두리\n",
    ("김하나", "이두리"),
)
CSV["participants of a company"] = (
    "기관명,대표 연락처,참가자1,참가자2,참가자3\n가온,02-000-0001,김하나,이두리,박세나\n나래,02-000-0002,최라온,,\n",
    ("김하나 @가온 ☎02-000-0001", "최라온 @나래 ☎02-000-0002", "이두리 @가온", "박세나 @가온"),
)
_OFFICE_SHEETS = (
    "김하나 @㈜가온테크 ☎010-0000-0011 ✓2026-10-01 №0007",
    "이두리 @나래산업 ☎010-0000-0012 ✓2026-10-02 №0019",
    "박세나 @다솜대학교 №0042",
    "~roster.error_cell 5",
)
FILES: dict[str, tuple[str, ...]] = {
    "comments.xlsx": ("김하나 @가온", "이두리 @나래", "박세나 @다솜", "~roster.comments 3"),
    "struck.ods": (
        "Ada Lee @Gaon",
        "Ben Roh @Narae",
        "Cho Min @Dasom",
        "?struck_out struck_out",
        "~roster.hidden_rows 3",
    ),
    "office-sheets.xls": _OFFICE_SHEETS,
    "office-sheets.ods": _OFFICE_SHEETS,
    "office-sheets.xlsm": _OFFICE_SHEETS,
    "12-error-cells.xlsx": (
        "김하나 <a@example.com ~산",
        "!roster.error_cell 3",
        "~roster.error_cell 2",
        "~roster.error_cell 2",
    ),
    "14-two-sheets.xlsx": (
        "김일가 @한빛",
        "김일나 @한빛",
        "김일다 @한빛",
        "김일라 @한빛",
    ),
    "cp1252-mueller2.csv": (
        "Jürgen Müller @Firma AG <j@example.com",
        "Björn Strömberg @Holm AB <b@example.com",
    ),
    "h01-business-number.csv": (
        "김하나 @가온테크 /과장 ☎010-0000-0011",
        "이두리 @가온테크 /대리 ☎010-0000-0012",
        "박세나 @나래산업 /부장 ☎010-0000-0013",
    ),
    "h01b-car-alien.csv": ("!!roster.resident_numbers",),
    "h01d-order-id.csv": (
        "Ada Lee <ada@example.com ~Regular",
        "Ben Roh <ben@example.com ~Regular",
        "Cho Kim <cho@example.com ~Student",
    ),
    "h02-eventbrite.csv": (
        "Ada Lee <ada@example.com ☎010-0000-0001 ~VIP #500110001 =registered",
        "Ben Roh <ben@example.com ☎010-0000-0002 ~Early bird #500210002 =cancelled",
    ),
    "h03-buyer-attendee.csv": (
        "Ada Lee <ada@example.com #k3x9q2m7v5t8w1z4 =registered",
        "Ben Roh <ben@example.com #p6r2n8c4h7j1d5f9 =cancelled",
    ),
    "h04-guardian.csv": ("Ada Lee <ada@example.com",),
    "h05-indico.csv": (
        "Ada Lee @Gaon University /Professor <ada@example.com =registered",
        "Ben Roh @Narae Institute /Researcher <ben@example.com =cancelled",
        "Cho Kim @Narae Institute /Student <cho@example.com =cancelled",
    ),
    "h06-naver.csv": (
        "김하나 @가온테크 ☎010-0000-0011 ✓yes",
        "이두리 @나래산업 ☎010-0000-0012 ✓yes",
    ),
    "h08-onoffmix.csv": (
        "김하나 <a@example.com ☎010-0000-0011 ~일반 #T-0001 =registered",
        "이두리 <b@example.com ☎010-0000-0012 ~일반 #T-0002 =cancelled",
    ),
    "h09-split.csv": (
        "Ada Lee @Gaon /Manager <ada@example.com",
        "Ben Roh @Narae /Engineer <ben@example.com",
    ),
    "h09b-seong-ireum.csv": (
        "김하나 @가온테크",
        "이두리 @나래산업",
    ),
    "h10-payer.csv": ("김하나 <a@example.com ☎02-000-0000",),
    "h11-bevy-gdg.csv": (
        "Ada Lee @Gaon University /Student ~Offline #TIC1 =registered",
        "Ada Roh @Narae /Manager ~Offline #TIC2 =registered",
        "~roster.masked 2",
        "~roster.masked 3",
    ),
    "h12-eventespresso-cr.csv": (
        "John Doe <noreply@example.com ~General Admission =registered",
        "Jane Doe <noreply@example.com ~General Admission =registered",
        "~roster.nameless 2",
    ),
    "h15-tito.csv": (
        "Ada Lee @Example, Ltd <ada@example.test #AAA-1",
        "Ben Roh <ben@example.test #AAA-2 =cancelled",
        "!roster.no_name 2",
    ),
    "h16-pretix-checkin.csv": ("Ben Roh <order@example.test ~Ticket #hutjztuxhkbtwnesv2suqv26k6ttytxx …wheelchair",),
    "h18-zoom.csv": (
        "Ada Lee <ada@example.com",
        "Ada Lee <ada@example.com",
    ),
    "h19-headerless.csv": ("!!roster.no_name_column",),
    "h50-two-tables-side.xlsx": (
        "김하나 ☎010-0000-0011 =registered",
        "이두리 ☎010-0000-0012 =registered",
        "최다섯 ☎010-0000-0015 =registered",
        "정여섯 ☎010-0000-0016 =cancelled",
    ),
    "h52-two-header.xlsx": (
        "김하나 @가온테크 /과장 <a@example.com ☎010-0000-0011 …채식",
        "이두리 @나래산업 /대리 <b@example.com ☎010-0000-0012",
    ),
    "h53-two-header-b.xlsx": (
        "김하나 <a@example.com ☎010-0000-0011",
        "이두리 <b@example.com ☎010-0000-0012",
    ),
    "h54-deep.xlsx": ("김하나 @가온테크",),
    "h55-groups.xlsx": (
        "김하나 @가온테크 /과장",
        "이두리 @나래산업 /대리",
        "박세나 @다솜대학교 /교수",
    ),
    "h55b-groups-in-name.xlsx": (
        "김하나 @가온테크 /과장",
        "박세나 @다솜대학교 /교수",
    ),
    "h55c-group-col-merged.xlsx": (
        "김하나 @가온테크 /과장 ~산",
        "이두리 @나래산업 /대리 ~산",
        "박세나 @다솜대학교 /교수 ~학",
    ),
    "h56-transposed.xlsx": ("!!roster.transposed",),
    "h58-count.xlsx": (
        "김하나 @가온테크",
        "이두리 @나래산업",
        "~roster.nameless 2",
    ),
    "h59-signin-head.csv": (
        "김하나",
        "이두리",
    ),
    "h60-state.csv": ("Ada Lee <ada@example.com",),
    "h61-surname-name.csv": (
        "Ada Lee <ada@example.com",
        "Ben Roh <ben@example.com",
    ),
    "h62-office-mobile.csv": ("김하나 ☎010-0000-0011",),
    "h63-affil-title.csv": ("김하나 @가온테크 ☎010-0000-0011",),
    "h64-gbk.csv": ("张伟 @北京大学 <z@example.com",),
    "h65-mojibake.csv": ("!!tables.lost_letters",),
    "h66-fullwidth-comma.csv": ("김하나 @가온테크 ☎010-0000-0011",),
    "h67-participant-mail.csv": (
        "Ada Lee <ada@example.com",
        "Ben Roh <ben@example.com",
    ),
    "h80-msforms-day1.csv": (
        "Ada Lee @Gaon <ada@example.com",
        "Ben Roh @Narae <ben@example.com",
    ),
    "h80-msforms-day2.csv": (
        "Cho Kim @Dasom <cho@example.com",
        "Dan Yi @Raon <dan@example.com",
    ),
    "h81-consent-refused.csv": (
        "김하나 <a@example.com ✓yes",
        "이두리 <b@example.com",
        "박세나 <c@example.com",
        "최다섯 <d@example.com",
        "정여섯 <e@example.com",
    ),
    "h82-status-values.csv": (
        "김하나 <a@example.com =registered",
        "이두리 <b@example.com =waiting",
        "박세나 <c@example.com =waiting",
        "최다섯 <d@example.com =waiting",
        "정여섯 <e@example.com =registered",
        "한일곱 <f@example.com =registered",
        "오여덟 <g@example.com =registered",
        "류아홉 <h@example.com =waiting",
        "문열 <i@example.com =cancelled",
    ),
    "list-03-eventbrite-like.csv": (
        "Anna Kim @Corp <anna@example.com ~General #123456200110001 =registered",
        "Ben Lee @Corp <anna@example.com ~General #123456200210002 =registered",
        "Cho Min @Uni <cho@example.com ~General #123457200310003 =cancelled",
    ),
    "list-05-group-order.csv": (
        "Anna Kim @Corp <office@corp.example.com ~Regular =registered",
        "Ben Lee @Corp <office@corp.example.com ~Regular =registered",
        "Cho Min @Uni <cho@example.com ~Student =registered",
    ),
    "list-17-luma-like.csv": (
        "Fay Ryu <fay@example.com #https://guest.example.org/check-in/evt-1?pk=g-AAA =registered",
        "Gil Min <gil@example.com #https://guest.example.org/check-in/evt-1?pk=g-BBB =cancelled",
    ),
    "list-18-attendee-number.csv": (
        "Anna Kim @Acme",
        "Ben Lee @Acme",
    ),
    "list-18-name-surname.csv": (
        "Anna Kim @Acme",
        "Ben Lee @Acme",
    ),
    "list-18-surname-given.csv": (
        "김하나 @한빛",
        "이두리 @다온",
    ),
    "list-30-joiners.csv": (
        "محمد علی\u200cزاده @X",
        "👩\u200d🔬 과학자 @Y",
    ),
    "system-control.csv": (
        "홍길동 /과장 ☎010-0000-0001",
        "김민수 /대리 ☎010-0000-0002",
    ),
    "system-dutch.csv": (
        "Jan Jansen <jan@example.com",
        "Piet Pietersen <piet@example.com",
        "Kees Keessen <kees@example.com",
    ),
    "system-eventbrite.csv": (
        "Jane Doe @Example Ltd /Engineer <jane@example.com ~General #1000000000010000000011001 =registered",
        "Minsu Kim @한빛 /과장 <minsu@example.com ~VIP #1000000000010000000021001 =cancelled",
    ),
    "system-gforms.csv": (
        "홍길동 @한빛정밀 /과장 <a@example.com ☎010-0000-0001 ✓yes {S1,S4}",
        "김민수 @창원대학교 /교수 <b@example.com ☎010-0000-0002 ✓yes {S4}",
        "김민수 @창원대학교 /교수 <b@example.com ☎010-0000-0002 ✓yes {S3,S4}",
    ),
    "system-hievents.csv": (
        "Jane Doe <jane@example.com ~General #A-7QK2M9 =registered",
        "Minsu Kim <minsu@example.com ~General #A-8QK2M9 =cancelled",
        "Ann Poe <ann@example.com ~General #A-9QK2M9 =registered",
    ),
    "system-hievents_control.csv": (
        "Jane Doe <jane@example.com ~Regular #A-7QK2M9 =registered",
        "Minsu Kim <minsu@example.com ~Regular #A-8QK2M9 =cancelled",
        "Ann Poe <ann@example.com ~Regular #A-9QK2M9 =registered",
    ),
    "system-indico.csv": (
        "Jane Doe @Example Lab /Researcher <jane@example.com ☎+41 22 000 0001 =registered",
        "Minsu Kim @한빛정밀 /과장 <minsu@example.com ☎010-0000-0002 =cancelled",
        "Ann Poe @Example Lab /Student <ann@example.com =cancelled",
    ),
    "system-indico2.csv": (
        "Jane Doe @Example Lab /Dr <jane@example.com",
        "Minsu Kim @한빛정밀 /과장 <minsu@example.com",
    ),
    "system-japanese.csv": (
        "田中太郎 @例社 <a@example.com",
        "鈴木花子 @例社 <b@example.com",
    ),
    "system-lost2.csv": (
        "홍길동 ☎010-0000-0001",
        "김민수 ☎010-0000-0002",
        "이영희 ☎010-0000-0003",
    ),
    "system-lost_first_person.csv": (
        "홍길동 ☎010-0000-0001 {S4}",
        "김민수 ☎010-0000-0002 {S4}",
        "이영희 ☎010-0000-0003 {S3}",
    ),
    "system-naver.csv": ("홍길동 @한빛정밀 ☎010-0000-0001 {S1,S4}",),
    "system-pretix_checkin.csv": (
        "Jane Doe @Example GmbH <jane@example.com ~Regular #k4rzqkq8d9w6z5bm7wd2r8tkxvbaf3hd",
        "김민수 @한빛정밀 <minsu@example.com ~Speaker #p9wz3kq8d9w6z5bm7wd2r8tkxvbaf3h7 …allergy",
    ),
    "system-shared_contact.csv": (
        "김하나 @한빛정밀 /과장 <office@example.com ☎010-0000-1234",
        "이둘 @한빛정밀 /대리 <office@example.com ☎010-0000-1234",
        "박셋 @한빛정밀 /사원 ☎010-0000-1234",
    ),
    "system-states.csv": (
        "A B <a@example.com =cancelled",
        "C D <c@example.com =cancelled",
        "E F <e@example.com =waiting",
        "I J <i@example.com =waiting",
        "K L <k@example.com =waiting",
        "M N <m@example.com =cancelled",
        "O P <o@example.com =cancelled",
        "Q R <q@example.com =cancelled",
        "S T <s@example.com =waiting",
        "?status_word no-show",
    ),
    "looks-strike-whole-row.xlsx": (
        "김하나 @가온 ☎010-1000-0011",
        "이두리 @나래 ☎010-1000-0012",
        "박세나 @다솜 ☎010-1000-0013",
        "?struck_out struck_out",
    ),
    "looks-strike-name-only.xlsx": (
        "김하나 @가온 ☎010-1000-0011",
        "이두리 @나래 ☎010-1000-0012",
        "박세나 @다솜 ☎010-1000-0013",
        "?struck_out struck_out",
    ),
    "looks-red-fill-legend.xlsx": (
        "김하나 @가온 ☎010-1000-0011",
        "이두리 @나래 ☎010-1000-0012",
        "박세나 @다솜 ☎010-1000-0013",
        "~roster.colours 6",
    ),
    "looks-hidden-row.xlsx": (
        "김하나 @가온 ☎010-1000-0011",
        "이두리 @나래 ☎010-1000-0012",
        "박세나 @다솜 ☎010-1000-0013",
        "~roster.hidden_rows 3",
    ),
    "looks-hidden-by-filter.xlsx": (
        "김하나 @가온 ☎010-1000-0011",
        "이두리 @나래 ☎010-1000-0012",
        "박세나 @다솜 ☎010-1000-0013",
        "~roster.hidden_rows 3",
    ),
    "looks-booleans.xlsx": ("김하나 @가온 =registered ✓yes", "이두리 @나래 =cancelled"),
    "looks-cancelled-sheet-bigger.xlsx": (
        "이두리 @나래 ☎010-1000-0012",
        "박세나 @다솜 ☎010-1000-0013",
        "최다섯 @라온 ☎010-1000-0014",
        "?list_state 취소",
    ),
    "looks-only-sheet-named.xlsx": (
        "김하나 @가온 ☎010-1000-0011",
        "이두리 @나래 ☎010-1000-0012",
        "?list_state 취소자 명단",
    ),
    "looks-title-says-cancelled-list.xlsx": (
        "김하나 @가온 ☎010-1000-0011",
        "이두리 @나래 ☎010-1000-0012",
        "?list_state 참가 취소자 명단",
    ),
    "looks-title-says-waitlist.xlsx": ("Ada Lee @Gaon", "Ben Roh @Narae", "?list_state Waiting list – Workshop 2026"),
    "looks-two-tables-below-with-own-headers.xlsx": (
        "김하나 @가온 ☎010-1000-0011",
        "이두리 @나래 ☎010-1000-0012",
        "?list_state 2. 불참 명단",
    ),
    "looks-notes-under-table-person-like.xlsx": ("김하나 @가온 ☎010-1000-0011",),
    "looks-html-strike.xls": ("김하나 @가온 ☎010-1000-0011", "이두리 @나래 ☎010-1000-0012", "?struck_out struck_out"),
    "looks-group-rows-cancelled.xlsx": (
        "김하나 @가온 ☎010-1000-0011",
        "이두리 @나래 ☎010-1000-0012",
        "?list_state ■ 불참",
    ),
    "looks-group-rows-waitlist.xlsx": (
        "김하나 @가온 ☎010-1000-0011",
        "이두리 @나래 ☎010-1000-0012",
        "?list_state 2. 예비자(대기)",
    ),
    "looks-multi-day-marks-two-header-rows.xlsx": ("김하나 @가온 {REG1,REG2}", "이두리 @나래"),
}
