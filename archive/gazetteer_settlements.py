"""Settlements of Kazakhstan that archives and museums care for, for `archive.gazetteer`.

Put together for this project from general geographical knowledge: centres of districts with museums, places
of memory, stations and health resorts. Coordinates stand where they are known to a few kilometres.
"""

from __future__ import annotations

TABLE = """
settlement | Абай | 48.94 79.26 | Қарауыл?, Караул?, Karaul?
settlement | Ақмола | 53.08 70.30 | Бурабай, Боровое, Burabay = Borovoe
settlement | Ақмола | 52.91 69.15 | Зеренді, Зеренда, Zerendi
settlement | Ақмола | 52.53 68.75 | Балкашин, Балкашино, Balkashino
settlement | Ақмола | 51.70 71.00 | Шортанды
settlement | Ақмола | 51.07 70.98 | Ақмол, Акмол 2007.. ; Малиновка?, Малиновка?, Malinovka? ..2007
settlement | Ақтөбе | 48.62 61.27 | Ырғыз, Иргиз, Yrgyz
settlement | Ақтөбе | 49.08 54.68 | Ойыл?, Уил, Oiyl
settlement | Атырау | 47.67 53.33 | Мақат, Макат
settlement | Атырау | | Сарайшық, Сарайчик, Saraishyq
settlement | Атырау | 47.53 52.98 | Доссор
settlement | Батыс Қазақстан | 48.77 47.43 | Бөкей ордасы, Урда, Bokey Orda
    = Хан ордасы, Ханская Ставка, Бокей Орда
settlement | Батыс Қазақстан | 49.42 46.85 | Жәнібек?, Жанибек?, Zhanibek?
settlement | Жамбыл | 42.87 73.18 | Мерке
settlement | Жамбыл | 42.92 72.72 | Құлан, Кулан = Луговое?, Луговая?
settlement | Жамбыл | 43.05 74.71 | Қордай, Кордай = Георгиевка?
settlement | Жетісу | 44.22 80.39 | Қорғас, Хоргос, Khorgos
settlement | Қарағанды | 49.68 72.68 | Долинка
settlement | Қарағанды | 50.57 72.57 | Осакаровка
settlement | Қарағанды | 48.68 71.65 | Атасу
settlement | Қарағанды | 46.11 73.62 | Сарышаған, Сарышаган, Saryshagan
settlement | Қарағанды | 47.22 73.36 | Мойынты
settlement | Ұлытау | 48.64 67.01 | Ұлытау?, Улытау?, Ulytau?
settlement | Ұлытау | 47.83 66.74 | Қарсақпай, Карсакпай
settlement | Қостанай | 49.63 63.50 | Торғай?, Тургай?, Torgay?
settlement | Қызылорда | 45.49 64.08 | Жосалы, Жосалы = Джусалы
settlement | Қызылорда | 44.17 66.74 | Шиелі, Шиели
settlement | Қызылорда | 43.90 67.25 | Жаңақорған, Жанакорган = Яны-Курган
settlement | Маңғыстау | 45.32 55.20 | Бейнеу
settlement | Маңғыстау | 44.14 52.11 | Шетпе
settlement | Павлодар | 50.79 75.70 | Баянауыл, Баянаул
settlement | Павлодар | 51.46 75.80 | Майқайың, Майкаин, Maikain
settlement | Түркістан | 42.30 69.76 | Сайрам
settlement | Түркістан | 42.85 68.30 | Отырар, Отрар, Otrar = Otyrar
settlement | Түркістан | 42.78 68.37 | Шәуілдір, Шаульдер, Shauildir
settlement | Шығыс Қазақстан | 49.17 85.61 | Катонқарағай, Катон-Карагай, Katonkaragay
"""
