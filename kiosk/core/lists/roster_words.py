"""The words by which the columns of a roster file are known, in the form ``headings.fold`` gives them.

Korean and English in full; German, French, Spanish, Italian, Dutch, Japanese and Chinese for names, company, mail,
phone and state.
"""

from collections.abc import Mapping

# Of two columns for one field the one with the earlier word is taken.  연번, 번호 and No number the lines of a list:
# they change with every sorting and identify nobody, and neither do numbers of orders, companies and vehicles.

_HEADER_WORDS: Mapping[str, str] = {
    "name": (
        "성명 성함 이름 참가자명 참석자명 국문성명 한글성명 국문이름 한글이름 성명국문 이름국문 성명한글 이름한글 "
        "실명 fullname name koreanname nameoriginalname attendeename displayname 참여자명 신청자명 신청인명 "
        "수강생명 수강자명 교육생명 학생명 학생이름 등록자명 방문자명 예약자명 지원자명 응시자명 회원이름 직원명 "
        "사원명 위원명 초청자명 게스트명 연사명 발표자명 참가자 참석자 참여자 수강생 수강자 교육생 연수생 등록자 "
        "방문자 예약자 지원자 응시자 게스트 신청자 신청인 회원명 attendee attendees participant participants "
        "participantname guest guestname delegate delegatename registrant registrantname visitor visitorname "
        "student studentname applicant applicantname trainee traineename membername personname employeename "
        "completename legalname namelegal 법적성명 childname childsname 자녀명 자녀이름 자녀성명 자녀성함 아동명 "
        "아동이름 아동성명 "
        "원아명 어린이이름 ticketholder ticketholdername wieheisstdu wieheißtdu wieheissensie wieheißensie namevorname "
        "surnamename surnamefirstname familynamefirstname apellidosnombre 表示名 ニックネーム "
        "nameandsurname firstandlastname firstnamelastname firstlastname lastnamefirstname username "
        "nameofattendee nameofparticipant nameofguest nameofdelegate person vollstandigername vorundnachname "
        "vornamenachname vornameundnachname nachnamevorname teilnehmer teilnehmername teilnehmerin "
        "teilnehmerinnen teilnehmende namedesteilnehmers gast nomcomplet nometprenom nomprenom prenometnom "
        "prenomnom nomduparticipant participante nom nombrecompleto nombreyapellidos nombreyapellido "
        "nombresyapellidos apellidosynombre apellidosynombres nombre nombres asistente nombredelasistente "
        "nombredelparticipante nomecompleto nomeecognome cognomeenome nomecognome cognomenome nominativo "
        "partecipante nome volledigenaam voorenachternaam voornaamenachternaam naam deelnemer naamdeelnemer "
        "deelnemers 氏名 お名前 名前 ご氏名 フルネーム 参加者名 参加者氏名 参加者 申込者名 申込者氏名 申込者 "
        "受講者名 受講者氏名 受講者 出席者名 出席者 来場者名 姓名 参会人 参会者 参会人员 参会人姓名 参会者姓名 "
        "与会者 与会者姓名 参与者 参与者姓名 参加人员 报名人 报名者 报名人姓名 學員姓名 学员 学员姓名 嘉宾 "
        "嘉宾姓名 人员姓名 名字 報名者 報名者姓名 與會者 參加者 參加者姓名 中文姓名 真实姓名 "
        "nomecompletoparticipante nomedoparticipante "
        "fulltnavn fullstandigtnamn navn namn imieinazwisko imięinazwisko фио имяифамилия участник adsoyad adısoyadı "
        "hovaten namalengkap nama "
        "badgename nameonbadge nametag nametagname preferredname nickname contactname member teammember "
        "명찰이름 명찰명 명찰표기명 닉네임 별명 활동명 팀원 조원 구성원 예매자 예매자명 수취인명 발표자 연사 speaker "
        "speakername presenter "
        "presentername"
    ),
    "party": "일행 일행수 일행인원 총일행수 peopleonticket peopleonthisticket",
    "first_name": (
        "firstname givenname forename first given firstnames givennames fname prefname 이름부 vorname vornamen "
        "rufname prenom prenoms primernombre nombredepila voornaam voornamen roepnaam 名 名前名 given이름 "
        "下の名前 名字名 이름성제외 attendeefirstname primeironome fornamn fornavn "
        "imie imię имя adı ten"
    ),
    "middle_name": (
        "middlename middle middlenames middleinitial tussenvoegsel tussenvoegsels zweitername deuxiemeprenom "
        "segundonombre secondonome nameinfix infix"
    ),
    "last_name": (
        "lastname surname familyname secondname last family lname sname surnames 성 성씨 nachname familienname "
        "zuname nomdefamille apellidos apellido primerapellido "
        "apellidopaterno apellido1 cognome cognomi achternaam familienaam 姓 姓氏 "
        "名字姓 苗字 名前姓 attendeelastname sobrenome ultimonome "
        "efternamn efternavn etternavn nazwisko фамилия soyadı soyad ho"
    ),
    "name_latin": (
        "영문성명 영문이름 영문명 성명영문 이름영문 영문성함 성함영문 namelatin englishname nameenglish "
        "nameinenglish romanname latinname romanizedname 영문 ローマ字 氏名ローマ字 英文姓名 英文名 拼音 姓名拼音"
    ),
    "affiliation": (
        "소속 소속기관 기관명 소속기관명 기관 회사명 회사 업체명 기업명 기업 단체명 소속명 소속회사 소속단체 "
        "소속학교 소속처 근무처 직장 직장명 학교 학교명 자녀학교 학교학년 대학명 대학교 소속및직위 소속직위 "
        "소속및직책 소속직책 소속기관및부서 소속및부서 "
        "기관및부서 "
        "회사및부서 소속부서 소속기관부서 기관부서 회사부서 부처기관 기관부처 부처 부처명 소속대학 소속대학교 "
        "소속국문 상호 상호명 법인명 업체 단체 기관회사명 "
        "wheredoyouwork whichcompanydoyouworkfor whichorganizationareyoufrom organisationdepartment "
        "organizationdepartment companydepartment organisationschule dienststelle amt behorde verwaltung "
        "hochschulefirma "
        "firmainstitution institutionfirma entediappartenenza appartenenza entiteorganisme structureorganisme "
        "nameoftheinstitution "
        "nameoftheorganization nameoftheorganisation instituteorganization collegename nameofthecollege "
        "affiliation organization organisation company companyname institution institute employer "
        "organizationname organisationname institutionname companyorganization companyorganisation "
        "organizationcompany companyinstitution university school workplace placeofwork agency firma firmenname "
        "unternehmen einrichtung institut arbeitgeber hochschule universitat societe entreprise organisme "
        "etablissement employeur structure universite empresa organizacion institucion compania entidad "
        "universidad azienda societa ente organizzazione istituzione istituto universita ditta bedrijf "
        "bedrijfsnaam organisatie instelling werkgever universiteit 会社 会社名 所属 所属先 所属機関 所属団体 "
        "所属名 勤務先学校名 会社団体名 会社学校名 所属会社名 ご所属 勤務先 勤務先名 団体名 組織 組織名 法人名 "
        "貴社名 御社名 企業名 大学名 学校名 機関名 "
        "所属会社 foretag organisation foretagsnamn bedrift virksomhed firmanavn компания организация şirket kurum "
        "congty "
        "perusahaan instansi instituicao 公司 公司名称 单位 单位名称 工作单位 所属单位 所在单位 机构 机构名称 组织 "
        "企业名称 企业 "
        "学校名称 學校 單位 公司名稱 服務單位 機構 工作單位"
    ),
    "title": (
        "직위 직급 직책 직위직급 직급직위 직위직책 직함 jobtitle position jobposition designation jobrole "
        "positiontitle title role funktion berufsbezeichnung stelle fonction poste cargo puesto ruolo qualifica "
        "posizione functie 役職 役職名 職位 肩書 肩書き 职位 职务 职称 職稱 職務"
    ),
    "category": (
        "구분 참가구분 분류 참가자구분 참석구분 등록구분 유형 참가유형 참가자유형 신청유형 category type "
        "attendeetype registrationtype participanttype tickettype ticketclass ticketcategory tickettitle "
        "ticketname product productname priceoption tickettier 티켓명 티켓종류 티켓유형 티켓구분 권종 ticket "
        "tickets 티켓 상품명 kategorie categorie categoria 区分 参加区分 类别 參加類別 チケット名 チケット種別"
    ),
    "email": (
        "이메일 email 이메일주소 emailaddress 메일 메일주소 전자우편 전자메일 mail mailaddress 전자우편주소 "
        "emailid useremail emails emailadresse mailadresse courriel adresseemail adressemail adressedemail mel "
        "adresseelectronique adressecourriel correo correoelectronico direcciondecorreo "
        "direcciondecorreoelectronico indirizzoemail indirizzomail postaelettronica emailadres mailadres メール "
        "メールアドレス eメール eメールアドレス 電子メール 電子メールアドレス 邮箱 电子邮箱 电子邮件 邮件 "
        "邮箱地址 邮件地址 电子邮件地址 電子郵件 電郵 信箱 電子信箱 epost epostadress epostadresse adresemail почта "
        "электроннаяпочта eposta workemail 회사이메일 업무용이메일"
    ),
    "phone": (
        "휴대폰 휴대전화 핸드폰 휴대폰번호 휴대전화번호 핸드폰번호 휴대번호 mobile mobilephone mobilenumber "
        "mobilephonenumber mobileno cellphone cell cellnumber hp 연락처 연락처번호 연락가능번호 전화번호 전화 "
        "phone phonenumber phoneno telephone telephonenumber tel telno contact contactnumber contactno "
        "contactphone handy handynummer mobil mobiltelefon mobilnummer telefon telefonnummer rufnummer portable "
        "telephoneportable numerodeportable numerodetelephone ndetelephone movil telefonomovil celular "
        "telportable telmobile telephonemobile telephoneportable teldirect numeroportable numerodetel "
        "handynr mobilnr telefonnr telnr mobilfunk mobilfunknummer telefonmobil whatsapp numerocelular telefonocelular "
        "recapitotelefonico numerotelefono telcell gsmnummer mobieletelefoonnummer mobielnr "
        "numerodecelular telefono numerodetelefono cellulare numerodicellulare numeroditelefono mobiel "
        "mobielnummer gsm mobieletelefoon telefoon telefoonnummer 携帯 携帯電話 携帯番号 携帯電話番号 電話番号 "
        "電話 連絡先 ご連絡先 連絡先電話番号 手机 手机号 手机号码 移动电话 联系电话 联系方式 电话 电话号码 手機 "
        "手機號碼 聯絡電話 連絡電話 行動電話 telefone celular telemovel mobilnummer telefonnummer "
        "numertelefonu телефон мобильныйтелефон telefonnumarası sodienthoai nomorhp nohp"
    ),
    "notes": (
        "비고 메모 참고 참고사항 특이사항 요청사항 기타 기타사항 기타의견 의견 문의사항 건의사항 전달사항 남기실말씀 "
        "하실말씀 "
        "anythingelse message questionsorcomments additionalcomments additionalinformation kommentar mitteilung "
        "nachricht "
        "commentaire mensaje comentarios messaggio opmerking メッセージ ご要望 ご質問 コメント 留言 notes note "
        "remark remarks memo comment comments "
        "bemerkung bemerkungen anmerkungen remarques commentaires observaciones osservazioni opmerkingen 備考 "
        "备注 備註"
    ),
    "mark": (
        "표시 귀빈 vip 내빈 참석자표시 mark flag guestofhonour guestofhonor"
    ),
    "needs": (
        "편의지원 접근성 필요지원 배려사항 편의사항 지원필요사항 장애인편의 편의제공 accessibilityneeds "
        "accessibility needs specialneeds accessneeds assistance"
    ),
    "consent": (
        "개인정보동의 개인정보수집동의 개인정보수집이용동의 개인정보제공동의 개인정보동의여부 동의여부 동의일 "
        "개인정보활용동의 개인정보처리동의 동의 동의함 개인정보 consent privacyconsent dataconsent gdprconsent "
        "dataprotection "
        "privacypolicy datenschutz einwilligung consentement consentimiento consenso toestemming 個人情報同意 "
        "同意"
    ),
    "language": (
        "언어 사용언어 language lang preferredlanguage locale"
    ),
    "sessions": (
        "참가세션 세션 신청세션 참석세션 희망세션 선택세션 참여세션 수강세션 참가프로그램 신청프로그램 "
        "참석프로그램 참가행사 신청과정 수강과정 신청강좌 sessions session sessionlist selectedsessions workshops"
    ),
    "status": (
        "상태 등록상태 신청상태 참가상태 접수상태 승인상태 참석상태 진행상태 처리상태 status registrationstatus "
        "registrationstate attendeestatus approvalstatus ticketstatus bookingstatus rsvpstatus rsvp "
        "attendancestatus participationstatus state anmeldestatus teilnahmestatus statut etat statutinscription "
        "estado estatus stato statoiscrizione ステータス 状態 申込状況 申込状態 参加ステータス 参加状況 状态 "
        "报名状态 审核状态 参会状态 狀態 報名狀態 "
        "teilnahme zusage adesione チケット状態 出欠 参会情况 訂單狀態 付款狀態"
    ),
    "external_id": (
        "접수번호 등록번호 신청번호 참가번호 회원번호 참가자번호 수험번호 externalid registrationid "
        "registrationnumber registrationno registrationcode attendeeid participantid memberid id 受付番号 "
        "报名编号"
    ),
    "ticket_code": (
        "티켓코드 qr코드 qr qrcode 입장코드 바코드 바코드번호 입장권번호 ticketcode barcode barcodenumber "
        "barcodeno barcodeid secret ticketsecret qrcodeurl qrcodelink checkincode ticketbarcode ticketuuid "
        "ticketguid uuid publicid ticketreference geheimnis strichcode ticketgeheimnis codebarre codebarres "
        "codeabarres codebillet codigodebarras codicebarre codiceabarre secreto 签到码 入场码 签到二维码 二维码 "
        "電子票號 "
        "チケットコード 受付コード qrコード 티켓번호 ticketid ticketnumber ticketno"
    ),
}  # fmt: skip

HEADER_WORDS: Mapping[str, tuple[str, ...]] = {
    field: tuple(dict.fromkeys(words.split())) for field, words in _HEADER_WORDS.items()
}
IN_ENGLISH: Mapping[str, str] = {name: f"{name}_en" for name in ("affiliation", "title", "category")}
"""What a second column of a field holds whose heading says that it is in English: what the first is called there."""
FIELDS = (*HEADER_WORDS, *IN_ENGLISH.values())
NAME_FIELDS = ("name", "first_name", "middle_name", "last_name")

# Words that mean a whole name alone and half of one beside the other half.
GIVEN_BESIDE_A_FAMILY_NAME = frozenset(
    "이름 name nombre nombres nome naam 名前 名字 국문이름 한글이름 attendeename".split()
)
SECOND_FAMILY_NAMES = frozenset("segundoapellido apellidomaterno apellido2 2apellido secondlastname".split())
FAMILY_BESIDE_A_GIVEN_NAME = frozenset("name nom naam nome 姓名".split())

# A longer header ("참가자 성명을 적어 주세요") is known by one of these; other words stand in other headers too.
_WORDS_OF_SENTENCES: Mapping[str, str] = {
    "name": (
        "성명 이름 성함 fullname yourname 氏名 姓名"
    ),
    "first_name": (
        "firstname givenname"
    ),
    "last_name": (
        "lastname familyname surname"
    ),
    "name_latin": (
        "영문성명 영문이름 englishname"
    ),
    "affiliation": (
        "소속 기관명 회사 기업명 단체명 직장 organization organisation company institution affiliation 所属 会社 "
        "公司 单位"
    ),
    "title": (
        "직위 직급 직책 직함 jobtitle 役職"
    ),
    "category": (
        "참가구분 category"
    ),
    "email": (
        "이메일 메일 email メール 邮箱"
    ),
    "phone": (
        "휴대폰 휴대전화 핸드폰 연락처 전화번호 전화 phone mobile 携帯 電話 手机 电话"
    ),
    "notes": (
        "비고 메모 특이사항 요청사항 remarks"
    ),
    "needs": (
        "편의지원 접근성 배려사항 편의제공 accessibility"
    ),
    "consent": (
        "개인정보수집이용동의 개인정보수집동의 개인정보동의 개인정보수집및이용에동의 개인정보수집이용에동의 "
        "개인정보활용에동의 개인정보제공에동의 개인정보처리에동의 개인정보의수집이용에동의 개인정보처리방침에동의 "
        "개인정보수집및이용동의 개인정보수집및활용동의 einwilligung einwilligungdatenschutz datenschutz consenso "
        "donneespersonnelles traitementdemesdonnees datipersonali datospersonales rgpd gdpr dsgvo 個人情報の取り扱い "
        "個人情報の取扱 个人信息 個人資料 consent privacypolicy agreetotheprivacy processingofmydata "
        "processingofmypersonaldata"
    ),
    "sessions": (
        "참가세션 신청세션 세션을 세션을모두 참석하실세션 참가하실세션 희망하는세션 프로그램을선택 whichsessions "
        "sessionswouldyou selectsessions"
    ),
    "external_id": (
        "접수번호 등록번호 신청번호"
    ),
    "ticket_code": (
        "티켓코드 qr코드"
    ),
}  # fmt: skip

WORDS_OF_SENTENCES: Mapping[str, tuple[str, ...]] = {
    field: tuple(words.split()) for field, words in _WORDS_OF_SENTENCES.items()
}

# A header in which one of these comes last is about something that is not kept.
WORDS_OF_OTHER_THINGS = tuple((
    "주소 연번 번호 순번 생년월일 성별 일시 날짜 시간 여부 동의 팩스 부서 학과 전공 사업자등록번호 사업자번호 "
    "법인등록번호 차량등록번호 차량번호 외국인등록번호 주민등록번호 주문번호 결제번호 예약번호 관심분야 서명 인원 "
    "마케팅 수신동의 우편번호 국적 나이 연령 address birth gender fax date time department signature country city "
    "zip postcode nationality photo website marketing newsletter dietary diet shirt badge count quantity price "
    "amount currency order"
).split())  # fmt: skip

HEADCOUNT_WORDS: Mapping[str, bool] = {
    **dict.fromkeys(
        "인원 인원수 참가인원 참석인원 신청인원 총인원 참여인원 참가인원수 참석인원수 신청인원수 예약인원 "
        "예매수량 매수 수량 가족수 참가가족수 참여가족수 참석가족수 "
        "참석인원수 예상인원 quantity qty ticket tickets 티켓 numberoftickets ticketquantity tickets# ticketcount "
        "numberofattendees numberofparticipants "
        "numberofpeople partysize headcount pax noofattendees nooftickets noofpeople anzahl personenanzahl "
        "nombredepersonnes numerodepersonas numerodipersone aantal aantalpersonen 人数 参加人数 参加人数合計".split(),
        True,
    ),
    **dict.fromkeys(
        "동반가족수 동반자녀수 동반인원 동반인원수 동반인수 동행인수 plusone "
        "동반자수 동행인원 동행자수 추가인원 additionalguests numberofguests guests plusones "
        "accompanyingpersons noofguests companions begleitpersonen 同伴者数 随行人数".split(),
        False,
    ),
}
"""Headings of counts of people, and whether the one who is named is counted, too."""
