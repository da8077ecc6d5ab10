"""How other systems name the fields, in four languages. Data only; compared after ``header_words``."""

from __future__ import annotations

from appraisal.integrations.fields import Kind, Stage

NAME = ("name", "full name", "employee", "employee name", "display name", "ФИО", "Ф.И.О.", "сотрудник",
        "полное имя", "نام", "نام کامل", "نام و نام خانوادگی", "نام کارمند", "کارمند", "họ tên", "họ và tên",
        "tên nhân viên", "nhân viên", "sales agent", "sales rep", "salesperson")  # fmt: skip
MANAGER = ("manager", "manager id", "manager name", "manager login", "manager no", "reports to", "supervisor",
           "line manager", "boss", "руководитель", "начальник", "менеджер", "табельный номер руководителя",
           "مدیر", "سرپرست", "مدیر مستقیم", "کد مدیر", "شماره پرسنلی مدیر", "quản lý", "người quản lý",
           "quản lý trực tiếp", "cấp trên", "mã quản lý")  # fmt: skip
PRODUCT = ("product", "product name", "item", "sku", "продукт", "товар", "номенклатура", "محصول", "کالا",
           "نام محصول", "sản phẩm", "tên sản phẩm", "mặt hàng")  # fmt: skip
ACCOUNT = ("account", "account name", "customer", "client", "company", "клиент", "контрагент", "компания",
           "заказчик", "مشتری", "حساب", "شرکت", "نام مشتری", "khách hàng", "tên khách hàng", "công ty")  # fmt: skip
OFFICE = ("regional office", "region", "office", "branch", "territory", "регион", "офис", "филиал",
          "региональный офис", "دفتر منطقه‌ای", "دفتر", "منطقه", "شعبه", "văn phòng", "khu vực", "chi nhánh",
          "văn phòng khu vực")  # fmt: skip
SELLER = ("sales agent", "seller", "sales rep", "salesperson", "sales representative", "owner", "agent",
          "opportunity owner", "deal owner", "продавец", "торговый представитель", "менеджер по продажам",
          "ответственный", "فروشنده", "کارشناس فروش", "مسئول فروش", "nhân viên bán hàng", "người bán",
          "nhân viên kinh doanh")  # fmt: skip

PEOPLE = {
    "external_id": ("employee id", "personnel no", "personnel number", "employee number", "staff id", "id",
                    "emp id", "employee no", "табельный номер", "таб. номер", "код сотрудника", "شماره پرسنلی",
                    "کد پرسنلی", "شناسه", "شناسه کارمند", "mã nhân viên", "mã nv", "mã số"),
    "login": ("login", "user name", "username", "user id", "user", "account name", "логин", "учётная запись",
              "имя пользователя", "نام کاربری", "tên đăng nhập", "tài khoản"),
    "email": ("email", "e-mail", "email address", "mail", "work email", "почта", "электронная почта",
              "эл. почта", "ایمیل", "رایانامه", "پست الکترونیک", "thư điện tử", "địa chỉ email"),
    "name": NAME,
    "given_name": ("first name", "given name", "forename", "имя", "نام", "نام کوچک", "tên"),
    "family_name": ("last name", "family name", "surname", "фамилия", "نام خانوادگی", "họ"),
    "manager": MANAGER,
    "unit": ("unit", "department", "division", "org unit", "organisation unit", "organizational unit", "team",
             "подразделение", "отдел", "департамент", "واحد", "واحد سازمانی", "بخش", "اداره", "phòng ban",
             "đơn vị", "bộ phận", "phòng", *OFFICE),
    "job_title": ("job title", "title", "position", "job", "role", "должность", "عنوان شغلی", "سمت", "شغل",
                  "chức danh", "chức vụ", "vị trí"),
    "hired_on": ("hire date", "hired on", "hired", "start date", "date of hire", "joined", "joining date",
                 "started", "started on", "hiring date", "entry date",
                 "дата приёма", "дата приема на работу", "дата найма", "تاریخ استخدام", "تاریخ شروع به کار",
                 "ngày vào làm", "ngày nhận việc", "ngày tuyển dụng"),
}  # fmt: skip

TARGET = ("target", "quota", "goal", "target value", "amount", "план", "цель", "квота", "целевое значение",
          "сумма плана", "تارگت", "هدف", "سهمیه", "مقدار هدف", "chỉ tiêu", "mục tiêu", "hạn mức")  # fmt: skip
FIRST_DAY = ("first day", "starts on", "start", "start date", "from", "начало", "первый день", "дата начала",
             "с", "روز اول", "اولین روز", "آغاز", "از تاریخ", "ngày đầu", "ngày bắt đầu", "từ ngày")  # fmt: skip
LAST_DAY = ("last day", "ends on", "end", "end date", "to", "until", "окончание", "последний день",
            "дата окончания", "по", "روز آخر", "آخرین روز", "پایان", "تا تاریخ", "ngày cuối",
            "ngày kết thúc", "đến ngày")  # fmt: skip
MEASURE = ("measure", "metric", "kpi", "indicator", "показатель", "شاخص", "معیار", "chỉ số đo", "chỉ số")
WHO = (*NAME, *SELLER, "person", "e-mail", "email", "login", "personnel number", "employee id", "employee number",
       "табельный номер", "شخص", "فرد", "شماره پرسنلی", "ایمیل", "người", "mã nhân viên")  # fmt: skip
VALID_FROM = ("valid from", "effective from", "effective date", "effective", "changed on", "in force from",
              "действует с", "дата изменения", "معتبر از", "تاریخ اجرا", "hiệu lực từ", "có hiệu lực từ")  # fmt: skip
PLAN = {
    "key": ("plan key", "key", "node", "ключ", "کلید", "khóa"),
    "parent": ("plan parent", "parent", "part of", "above", "родитель", "вышестоящий", "والد", "بالاتر", "nút cha"),
    "kind": ("plan kind", "kind", "kind of plan", "вид плана", "вид", "نوع برنامه", "نوع", "loại kế hoạch"),
    "title": ("plan title", "title", "name of the part", "название", "عنوان", "tiêu đề", "tên phần"),
    "axis": ("plan axis", "axis", "split along", "ось", "разрез", "محور", "trục"),
    "part": ("plan part", "part", "часть", "بخش", "phần"),
    "person": ("plan person", *WHO),
    "unit": ("plan unit", *PEOPLE["unit"]),
    "owner": ("plan owner", "owner", "responsible", "ответственный", "владелец", "مسئول", "người phụ trách"),
    "measure": ("plan measure", *MEASURE),
    "counted_in": ("plan counted in", "counted in", "currency", "единица", "единица измерения", "واحد شمارش",
                   "đơn vị đo"),
    "starts_on": ("plan starts on", *FIRST_DAY),
    "ends_on": ("plan ends on", *LAST_DAY),
    "review_on": ("plan review on", "review on", "review day", "review date", "day of the review",
                  "день пересмотра", "дата пересмотра", "روز بازنگری", "تاریخ بازنگری", "ngày xem lại"),
    "target": ("plan target", *TARGET),
    "version": ("plan version", "version", "версия", "نسخه", "phiên bản"),
}  # fmt: skip
SHARES = {
    "person": WHO,
    "period": ("period", "quarter", "month", "период", "квартал", "месяц", "دوره", "سه‌ماهه", "فصل", "ماه", "kỳ",
               "quý", "tháng"),
    "starts_on": FIRST_DAY,
    "ends_on": LAST_DAY,
    "target": TARGET,
    "unit": (*PEOPLE["unit"], "group", "группа", "گروه", "nhóm"),
    "measure": MEASURE,
    "valid_from": VALID_FROM,
    "total": ("total", "sum", "year", "full year", "fy", "grand total", "итого", "всего", "сумма", "год", "جمع",
              "جمع کل", "مجموع", "سال", "tổng", "tổng cộng", "cả năm"),
}  # fmt: skip

SYNONYMS: dict[Kind, dict[str, tuple[str, ...]]] = {
    Kind.PEOPLE: PEOPLE,
    Kind.TEAMS: {"name": (*SELLER, *NAME), "manager": MANAGER, "office": OFFICE},
    Kind.ACCOUNTS: {
        "account": ACCOUNT,
        "sector": ("sector", "industry", "отрасль", "сектор", "сфера", "صنعت", "بخش", "حوزه", "ngành",
                   "lĩnh vực"),
        "year_established": ("year established", "founded", "year founded", "год основания", "سال تأسیس",
                             "năm thành lập"),
        "revenue": ("revenue", "annual revenue", "turnover", "выручка", "оборот", "درآمد", "گردش مالی",
                    "doanh thu"),
        "employees": ("employees", "headcount", "number of employees", "численность", "число сотрудников",
                      "تعداد کارکنان", "số nhân viên"),
        "office_location": ("office location", "country", "location", "страна", "местоположение", "کشور",
                            "مکان", "محل دفتر", "quốc gia", "địa điểm"),
        "subsidiary_of": ("subsidiary of", "parent", "parent account", "parent company", "головная компания",
                          "شرکت مادر", "công ty mẹ"),
    },
    Kind.PRODUCTS: {
        "product": PRODUCT,
        "series": ("series", "family", "product family", "category", "серия", "категория", "سری", "گروه",
                   "dòng sản phẩm", "nhóm"),
        "sales_price": ("sales price", "price", "list price", "unit price", "цена", "стоимость", "قیمت",
                        "بها", "قیمت فروش", "giá", "giá bán", "đơn giá"),
    },
    Kind.OPPORTUNITIES: {
        "opportunity_id": ("opportunity id", "deal id", "opportunity", "opportunity no", "id", "номер сделки",
                           "код сделки", "сделка", "شناسه فرصت", "شناسه", "کد فرصت", "mã cơ hội", "cơ hội"),
        "sales_agent": (*SELLER, "сотрудник", "کارمند", "nhân viên"),
        "product": PRODUCT,
        "account": ACCOUNT,
        "deal_stage": ("deal stage", "stage", "status", "opportunity stage", "стадия", "этап", "статус",
                       "стадия сделки", "مرحله", "وضعیت", "مرحله فروش", "giai đoạn", "trạng thái"),
        "engage_date": ("engage date", "engaged on", "created", "created date", "open date", "start date",
                        "дата начала", "дата создания", "дата контакта", "تاریخ شروع", "تاریخ ایجاد",
                        "ngày bắt đầu", "ngày tạo", "ngày tiếp cận"),
        "close_date": ("close date", "closed on", "closed", "closing date", "дата закрытия", "تاریخ بستن",
                       "تاریخ پایان", "تاریخ بسته شدن", "ngày chốt", "ngày đóng", "ngày kết thúc"),
        "close_value": ("close value", "amount", "value", "deal value", "сумма", "сумма сделки", "مبلغ", "ارزش",
                        "مبلغ قرارداد", "giá trị", "số tiền", "giá trị hợp đồng"),
    },
    Kind.PLAN: PLAN,
    Kind.SHARES: SHARES,
    Kind.SHARES_WIDE: SHARES,
}  # fmt: skip

STAGES: dict[Stage, tuple[str, ...]] = {
    Stage.PROSPECTING: ("prospecting", "prospect", "lead", "поиск", "در حال شناسایی", "tìm kiếm"),
    Stage.ENGAGING: (
        "engaging",
        "engaged",
        "open",
        "in progress",
        "в работе",
        "در حال مذاکره",
        "đang tiếp cận",
    ),
    Stage.WON: ("won", "closed won", "выиграна", "выиграно", "برنده", "موفق", "thắng", "thành công"),
    Stage.LOST: ("lost", "closed lost", "проиграна", "проиграно", "باخته", "ناموفق", "thua", "thất bại"),
}

# Words of a job title that tell the job family; the first family with a match is taken;
# a sign that ends in * is the beginning of a word.
JOB_FAMILIES: dict[str, tuple[str, ...]] = {
    "sales_manager": ("sales manager", "head of sales", "sales director", "sales lead", "regional manager",
                      "руководитель отдела продаж", "начальник отдела продаж", "директор по продажам",
                      "مدیر فروش", "سرپرست فروش", "quản lý bán hàng", "giám đốc kinh doanh",
                      "trưởng phòng kinh doanh"),
    "sales_seller": ("sales", "account executive", "account manager", "seller", "продавец", "продаж*",
                     "торговый представитель", "فروش", "فروشنده", "bán hàng", "kinh doanh"),
    "office": ("adviser", "advisor", "administrator", "officer", "assistant", "accountant", "hr", "human",
               "case handler", "кадр*", "администратор", "бухгалтер", "منابع انسانی", "کارشناس", "حسابدار",
               "nhân sự", "kế toán", "quản trị"),
}  # fmt: skip
