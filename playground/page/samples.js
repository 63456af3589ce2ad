// Phrases a newcomer can try with one click. They are written the way people really write to the state:
// in good Kazakh, in Kazakh on a Russian keyboard, in Latin letters, angrily, politely, in two languages.
// `caption` explains the phrase to a reader who knows neither Kazakh nor Russian.

export const SAMPLES = [
  {
    caption: "Kazakh · a pension came smaller",
    text: "Сәлеметсіз бе! Анамның зейнетақысы қаңтардан бері аз түсіп жатыр. Қайта есептету үшін қайда жүгінеміз?",
  },
  {
    caption: "Kazakh · free school meals",
    text: "Бастауыш сыныптағы балаларға ыстық тамақ тегін бе, әлде ата-ана төлей ме? Біздің мектеп ақша сұрап отыр.",
  },
  {
    caption: "Kazakh · waiting for an MRI",
    text: "Емханадағы МРТ кезегінде екі айдан бері тұрмыз. Кезегіміздің қашан келетінін қайдан білуге болады?",
  },
  {
    caption: "Kazakh on a Russian keyboard · kindergarten queue",
    text: "Саламатсыздар ма, балабакша кезегимиз неге жылжымайды? Уш жыл болды кутип журмиз, Шымкент",
  },
  {
    caption: "Kazakh on a Russian keyboard · electricity tariff",
    text: "жарыктын тарифи тагы котерилипти гой, неге кымбаттады? бир айда екинши рет",
  },
  {
    caption: "Kazakh on a Russian keyboard · digital signature",
    text: "ЭЦК мерзими битип калды, ЦОНга бармай калай жанартамын?",
  },
  {
    caption: "Kazakh in Latin letters · no internet in a village",
    text: "Salem! Auylymyzda internet mulde joq, operator ush aidan beri uade beredi. Kimge jazamyn?",
  },
  {
    caption: "Kazakh in Latin letters · student dormitory",
    text: "Jataqhanaga qujatty qashan tapsyramyz? Universitet esh jauap bermei jatyr",
  },
  {
    caption: "Russian, angry · rubbish not taken away",
    text: "СКОЛЬКО МОЖНО!!! Третью неделю мусор из двора не вывозят, в акимат не дозвониться! Вы вообще работаете?! Павлодар, Ломова 45",
  },
  {
    caption: "Russian, angry · child benefit seized",
    text: "ЧСИ арестовал карту, а на неё приходит детское пособие! Чем мне детей кормить, кто за это ответит???",
  },
  {
    caption: "Russian, polite · surgery under health insurance",
    text: "Здравствуйте! Подскажите, пожалуйста, входит ли замена хрусталика в пакет ОСМС и как встать в очередь? Спасибо!",
  },
  {
    caption: "Russian, polite · employer withholds wages",
    text: "Добрый день. Мужу второй месяц не выплачивают зарплату, договор на руках. Куда нам правильно обратиться?",
  },
  {
    caption: "NGO, Kazakh · youth grant, term and papers",
    text: "Қоғамдық қорымыз жастар бағыты бойынша мемлекеттік грантқа қатысқысы келеді. Өтінім қашанға дейін қабылданады, қандай құжаттар керек?",
  },
  {
    caption: "NGO, Russian · grant and last year's report",
    text: "Наше общественное объединение помогает людям с инвалидностью. Можно ли подать заявку на грант, если прошлогодний отчёт в базе данных НПО ещё не принят?",
  },
  {
    caption: "Local, Kazakh · traffic light in Almaty",
    text: "Алматы, Әуезов ауданы, Саин көшесіндегі бағдаршам екі аптадан бері жанбайды. Балалар мектепке сол жерден өтеді.",
  },
  {
    caption: "Local, Russian · cold radiators in Astana",
    text: "Астана, район Есиль, проспект Туран: батареи холодные вторую неделю, в квартире +14. Когда дадут тепло?",
  },
  {
    caption: "Two languages in one · tax declaration",
    text: "Налогқа декларация тапсырдым, бірақ кабинетте «просрочено» деп тұр. Не істеуім керек, подскажите пожалуйста",
  },
  {
    caption: "Emergency, Kazakh · smell of gas",
    text: "Подъезде газ иісі шығып тұр, көршілер қорқып отыр, не істейміз?",
  },
];
