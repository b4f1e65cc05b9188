const written = `
阿卜杜 a'bu'du|阿布都 a'bu'du|阿不都 a'bu'du|阿布拉 a'bu'la|阿卜拉 a'bu'la|阿布力 a'bu'li|阿迪力 a'di'li|阿力木 a'li'mu|阿里木 a'li'mu
阿米娜 a'mi'na|阿依古丽 a'yi'gu'li|阿瓦古丽 a'wa'gu'li|阿依 a'yi|艾合买提 ai'he'mai'ti|艾合麦提 ai'he'mai'ti|艾买提 ai'mai'ti|艾麦提 ai'mai'ti
艾力 ai'li|艾山 ai'shan|艾则孜 ai'ze'zi|艾克拜尔 ai'ke'bai'er|艾尼瓦尔 ai'ni'wa'er|艾尔肯 ai'er'ken|外力 wai'li|外力江 wai'li'jiang
热合曼 re'he'man|热西提 re'xi'ti|热西木 re'xi'mu|热甫提 re'fu'ti|热依木 re'yi'mu|热依汗 re'yi'han|热娜 re'na|热孜万 re'zi'wan|热巴 re'ba
克力木 ke'li'mu|克里木 ke'li'mu|卡德尔 ka'de'er|萨拉木 sa'la'mu|买买提 mai'mai'ti|麦麦提 mai'mai'ti|买合木提 mai'he'mu'ti|麦合木提 mai'he'mu'ti
买木提 mai'mu'ti|穆罕默德 mu'han'mo'de|木合塔尔 mu'he'ta'er|木塔力甫 mu'ta'li'fu|木沙 mu'sha|穆萨 mu'sa|米吉提 mi'ji'ti|米热 mi're
米娜瓦尔 mi'na'wa'er|吐尔逊 tu'er'xun|图尔荪 tu'er'sun|吐尔地 tu'er'di|吐尔洪 tu'er'hong|托合提 tuo'he'ti|托乎提 tuo'hu'ti|达吾提 da'wu'ti
道勒提 dao'le'ti|迪丽 di'li|迪丽娜尔 di'li'na'er|迪力木拉提 di'li'mu'la'ti|迪娜 di'na|古丽 gu'li|古力 gu'li|古丽娜尔 gu'li'na'er|娜扎 na'zha
尼亚孜 ni'ya'zi|努尔 nu'er|奴尔 nu'er|努日曼 nu'ri'man|居马 ju'ma|居玛 ju'ma|居马洪 ju'ma'hong|帕尔哈提 pa'er'ha'ti|帕提古丽 pa'ti'gu'li
帕丽旦 pa'li'dan|哈力克 ha'li'ke|哈里克 ha'li'ke|哈斯木 ha'si'mu|海热提 hai're'ti|依明 yi'ming|伊敏 yi'min|依斯马依勒 yi'si'ma'yi'le
依布拉音 yi'bu'la'yin|伊卜拉欣 yi'bu'la'xin|伊力亚斯 yi'li'ya'si|玉素甫 yu'su'fu|优素福 you'su'fu|玉赛音 yu'sai'yin|尤努斯 you'nu'si
亚森 ya'sen|亚库甫 ya'ku'fu|亚力坤 ya'li'kun|牙力坤 ya'li'kun|吾斯曼 wu'si'man|乌斯曼 wu'si'man|吾甫尔 wu'fu'er|吾买尔 wu'mai'er
吾守尔 wu'shou'er|夏米提 xia'mi'ti|西尔艾力 xi'er'ai'li|谢尔扎提 xie'er'zha'ti|赛皮丁 sai'pi'ding|苏来曼 su'lai'man|苏莱曼 su'lai'man
沙吾力提 sha'wu'li'ti|沙比尔 sha'bi'er|巴哈尔古丽 ba'ha'er'gu'li|巴特尔 ba'te'er|巴图 ba'tu|宝音 bao'yin|朝鲁 chao'lu|敖特根 ao'te'gen
敖登 ao'deng|敖日格乐 ao'ri'ge'le|额尔德尼 e'er'de'ni|额尔敦 e'er'dun|格日勒 ge'ri'le|格日乐 ge'ri'le|格根 ge'gen|哈斯 ha'si|娜仁 na'ren
那顺 na'shun|孟和 meng'he|蒙和 meng'he|孟根 meng'gen|木仁 mu'ren|牧仁 mu'ren|其木格 qi'mu'ge|其其格 qi'qi'ge|萨仁 sa'ren|萨如拉 sa'ru'la
斯琴 si'qin|高娃 gao'wa|苏和 su'he|苏日娜 su'ri'na|苏布德 su'bu'de|图雅 tu'ya|特木尔 te'mu'er|乌兰 wu'lan|乌云 wu'yun|乌日娜 wu'ri'na
乌力吉 wu'li'ji|阿拉坦 a'la'tan|阿如娜 a'ru'na|扎西 zha'xi|卓玛 zhuo'ma|卓嘎 zhuo'ga|多吉 duo'ji|次仁 ci'ren|次旦 ci'dan|次旺 ci'wang
尼玛 ni'ma|达瓦 da'wa|丹增 dan'zeng|丹巴 dan'ba|格桑 ge'sang|贡布 gong'bu|根敦 gen'dun|洛桑 luo'sang|洛布 luo'bu|罗布 luo'bu|拉姆 la'mu
拉巴 la'ba|朗杰 lang'jie|平措 ping'cuo|普布 pu'bu|巴桑 ba'sang|白玛 bai'ma|边巴 bian'ba|德吉 de'ji|德庆 de'qing|仁青 ren'qing|仁增 ren'zeng
桑杰 sang'jie|索朗 suo'lang|索南 suo'nan|旺堆 wang'dui|旺杰 wang'jie|旺姆 wang'mu|央金 yang'jin|央宗 yang'zong|益西 yi'xi|嘉措 jia'cuo
加措 jia'cuo|降央 jiang'yang|江白 jiang'bai|强巴 qiang'ba|曲珍 qu'zhen|曲培 qu'pei|曲比 qu'bi|沙马 sha'ma|吉克 ji'ke|马海 ma'hai
莫色 mo'se|阿牛 a'niu|阿木 a'mu|江 jiang|汗 han`

/** What names are made of that were not Chinese first (维吾尔、哈萨克、蒙古、藏、彝), as documents write them, with their syllables. */
export const nameElements: readonly (readonly [text: string, reading: string])[] = written
  .trim()
  .split(/[|\n]/)
  .map((entry) => {
    const [text = '', reading = ''] = entry.split(' ')
    return [text, reading]
  })
