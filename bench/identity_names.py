"""Names by which the benchmark of matching calls people, the frequent ones first, with their spellings."""

SURNAMES_ZH = """
王 wang 李 li 张 zhang 刘 liu 陈 chen 杨 yang 黄 huang 赵 zhao 吴 wu 周 zhou 徐 xu 孙 sun 马 ma 朱 zhu 胡 hu
郭 guo 何 he 林 lin 高 gao 罗 luo 郑 zheng 梁 liang 谢 xie 宋 song 唐 tang 许 xu 韩 han 邓 deng 冯 feng 曹 cao
彭 peng 曾 zeng 肖 xiao 田 tian 董 dong 潘 pan 袁 yuan 蔡 cai 蒋 jiang 余 yu 于 yu 杜 du 叶 ye 程 cheng 魏 wei
苏 su 吕 lv 丁 ding 任 ren 卢 lu 姚 yao 沈 shen 钟 zhong 姜 jiang 崔 cui 谭 tan 陆 lu 范 fan 汪 wang 廖 liao
石 shi 金 jin 韦 wei 贾 jia 夏 xia 付 fu 方 fang 邹 zou 熊 xiong 白 bai 孟 meng 秦 qin 邱 qiu 侯 hou 江 jiang
尹 yin 薛 xue 闫 yan 段 duan 雷 lei 龙 long 黎 li 史 shi 陶 tao 贺 he 毛 mao 郝 hao 顾 gu 龚 gong 邵 shao 万 wan
覃 qin 武 wu 钱 qian 戴 dai 严 yan 莫 mo 孔 kong 向 xiang 常 chang 汤 tang 康 kang 翟 zhai 单 shan 解 xie 盖 ge
欧阳 ouyang 区 ou 诸葛 zhuge 司马 sima 仇 qiu 朴 piao 查 zha 上官 shangguan 尉迟 yuchi 华 hua 应 ying 葛 ge
宁 ning 俞 yu 万俟 moqi
"""
CHARACTERS = """
伟 wei 明 ming 文 wen 华 hua 建 jian 国 guo 志 zhi 晓 xiao 丽 li 军 jun 海 hai 小 xiao 红 hong 春 chun 平 ping
强 qiang 玉 yu 金 jin 永 yong 林 lin 俊 jun 辉 hui 梅 mei 兰 lan 英 ying 芳 fang 敏 min 静 jing 秀 xiu 云 yun
杰 jie 峰 feng 东 dong 宇 yu 涛 tao 磊 lei 超 chao 霞 xia 艳 yan 娟 juan 刚 gang 波 bo 燕 yan 雪 xue 婷 ting
欣 xin 佳 jia 思 si 雨 yu 子 zi 浩 hao 然 ran 一 yi 梓 zi 轩 xuan 涵 han 怡 yi 琳 lin 嘉 jia 鹏 peng 飞 fei
龙 long 斌 bin 勇 yong 洋 yang 凯 kai 鑫 xin 博 bo 宁 ning 洁 jie 倩 qian 颖 ying 慧 hui 丹 dan 莉 li 萍 ping
玲 ling 娜 na 珍 zhen 庆 qing 德 de 福 fu 祥 xiang 瑞 rui 成 cheng 立 li 学 xue 光 guang 山 shan 义 yi 忠 zhong
毅 yi 泽 ze 亮 liang 晨 chen 诚 cheng 维 wei 薇 wei 越 yue 悦 yue 月 yue 岚 lan 达 da 良 liang 宏 hong 鸿 hong
振 zhen 启 qi 凤 feng
"""
_ENGLISH_SURNAMES = """
Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson Martin Lee Thompson White
Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Nelson Baker Hall Campbell
Mitchell Carter Roberts Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers Morgan
Cooper Peterson O'Brien McDonald Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray
Hughes Price Myers Foster Sanders Ross Powell Sullivan Russell Ortiz Jenkins Perry Butler Barnes Fisher Henderson
Coleman Simmons
"""
_GERMAN_SURNAMES = """
Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf
Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Köhler
Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Vogel Günther Groß Böhm
Jäger
"""
_SPANISH_SURNAMES = """
García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno
Álvarez Muñoz Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina
Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina Garrido Cortés Castillo Santos Lozano
Guerrero
"""
SURNAMES = {
    "english": _ENGLISH_SURNAMES.split(),
    "german": _GERMAN_SURNAMES.split(),
    "spanish": _SPANISH_SURNAMES.split(),
}
_RARE_BEGIN = """
Ash Bel Bran Cal Dor El Fen Gar Hol Ing Kel Lind Mar Nor Ost Pem Quin Rad Sel Thorn Ul Ver Wend Yar Zel Brom Cast
Drey
"""
RARE_BEGIN = _RARE_BEGIN.split()
_RARE_END = """
ford mont berg stein ham wick ley worth holm sen ström aldi escu ovic enko idis ette bourne combe thwaite feld
bach dorf
"""
RARE_END = _RARE_END.split()
_ENGLISH_GIVEN = """
James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph
Jessica Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Margaret Anthony Betty Mark Sandra Donald
Ashley Steven Dorothy Paul Kimberly Andrew Emily Joshua Donna Kenneth Michelle Kevin Carol Brian Amanda George
Melissa Edward Deborah Ronald Stephanie Timothy Rebecca Jason Laura Jeffrey Helen Ryan Sharon Jacob Cynthia Gary
Kathleen Nicholas Amy Eric Angela Jonathan Shirley Stephen Anna Larry Brenda Justin Pamela Scott Nicole Brandon
Katherine Benjamin Samantha
"""
_GERMAN_GIVEN = """
Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Stefan Christian Uwe Werner Hans-Peter Frank Dieter
Manfred Ursula Monika Petra Sabine Renate Helga Karin Brigitte Ingrid Andrea Anna Julia Katharina Martin Matthias
Jörg Björn Sebastian Tobias Florian Lukas Maximilian Felix Jan Claudia Susanne Ulrike Gabriele Birgit Heike Anja
Tanja
"""
_SPANISH_GIVEN = """
Antonio María José Manuel Francisco Carmen Ana Juan David Isabel Javier Laura Daniel Cristina Jesús Marta Carlos
Lucía Miguel Sara Alejandro Elena Rafael Paula Pedro Raquel Ángel Pilar Pablo Rosario Fernando Sergio Luis Beatriz
Jorge Nuria Alberto Rocío Andrés Irene Diego Mónica Adrián Silvia Raúl Teresa Enrique Óscar Iván Rubén Álvaro
Víctor
"""
GIVEN = {"english": _ENGLISH_GIVEN.split(), "german": _GERMAN_GIVEN.split(), "spanish": _SPANISH_GIVEN.split()}
_SHORT = """
Robert Bob William Bill Richard Rick Elizabeth Liz Michael Mike Margaret Peggy Christopher Chris Thomas Tom
Daniel Dan Matthew Matt Jennifer Jen Patricia Pat Joseph Joe Anthony Tony Andrew Andy Edward Ted Katherine Kate
Benjamin Ben Deborah Debbie Kenneth Ken Steven Steve Nicholas Nick Rebecca Becky Samantha Sam Jeffrey Jeff
Timothy Tim Francisco Paco José Pepe Maximilian Max Jesús Chuy James Jim John Jack Susan Sue Ronald Ron Donald Don
Joshua Josh Enrique Quique
"""
_SHORTENED = _SHORT.split()
SHORT = dict(zip(_SHORTENED[::2], _SHORTENED[1::2], strict=True))
_ENGLISH_NAMES = """
David Michael Kevin Jason Eric Jack Tony Peter Grace Amy Lily Linda Vivian Helen Cindy Tina Frank Leo Allen Jenny
"""
ENGLISH_NAMES = _ENGLISH_NAMES.split()
_TITLES = """
Sales Manager | Project Manager | Engineer | Account Manager | Director | Consultant | Software Engineer |
Vice President | Head of Sales | Purchasing Manager | CEO | CFO | Product Manager | Managing Director | Analyst |
HR Manager | Marketing Manager | Senior Engineer | Team Lead | Operations Manager | Business Development Manager |
Controller | Head of Procurement | CTO | Chief Information Officer | Partner | Head of Research | Legal Counsel |
Quality Manager | Plant Manager | Supply Chain Director | Head of Finance | Data Protection Officer
"""
TITLES = " ".join(_TITLES.split()).split(" | ")
