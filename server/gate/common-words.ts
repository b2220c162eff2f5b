/**
 * Words people here use in passwords that the library's lists of leaked passwords lack or rank too low, likeliest first:
 * the rank is the number of guesses a word counts for.
 */
const words = (text: string) => text.trim().split(/\s+/)

export const CHINESE_PASSWORDS = words(`
  woaini woaini1314 woaini520 5201314 1314520 7758521 7758258 520520 521521 1314521 147258369 147258 123qwe qwe123 qwe123456
  a123456 a123456789 a1234567 aa123456 aaa123456 abc123456 abcd1234 abc123 qq123456 asd123456 zxc123456 wang123456 zhang123 li123456
  123456abc 123456a 123456qq 123456asd 1q2w3e4r 1qaz2wsx q1w2e3r4 qwer1234 asdf1234 zaq12wsx admin admin123 admin888 admin666
  administrator root123 test123 test1234 user123 guest123 pass123 passwd password passw0rd mima mima123 888888 666666 168168 518518
  5211314 1314 520 521 666 888 999 168 110110 120120 119119 112233 123123 321321 147147 159357 789456 a1b2c3d4 88888888 66666666
  caonima nihao nihao123 wodemima mimashi zhimakaimen xiaoxiao baobei laopo laogong mingtian kuaile xingfu pingan jiankang
  jiayou facai gongxi shengri shengrikuaile wangji wangluo diannao shouji dianhua weixin taobao alibaba tencent huawei xiaomi
  iloveyou woaiwojia woshishui woshini wobuzhidao meimei gege jiejie didi mama baba erzi nver tianshi tiankong taiyang yueliang
`)

const SURNAMES = words(`
  wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong
  xiao cheng cao yuan deng fu shen zeng peng lv su lu jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi
  yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan qian
`)

const GIVEN = words(`
  wei ming hua na min jing li qiang lei jun yang yong yan jie juan tao chao xia ping gang fang bo bin hui hong ting lin feng peng
  liang dan xin yu xue mei ling kai hao fei kun xiang hai jian ning rui yi wen bing qing yun xiaoming xiaohong xiaoli xiaojun
  xiaofang xiaohua xiaoyan xiulan xiuying guiying jianguo jianjun jianhua zhiqiang weidong haiyan haibo lili lina tingting jingjing
  yangyang dandan yanyan zihan haoran yuxuan zixuan yutong mengyao jiahao junjie wenjie guoqiang
`)

/** Whole names: one guess each, not one for every syllable. */
export const CHINESE_NAMES = GIVEN.flatMap((given) => SURNAMES.map((surname) => surname + given))

export const CHINESE_WORDS = words(`
  zhengfu gongkai gongkaibu xinxi zhengwu zhengwugongkai xinxigongkai nianbao niandu baogao gongzuo bangong bangongshi bangongting
  gongwen zhongguo zhonghua renmin renminzhengfu guowuyuan shengzhengfu shizhengfu xianzhengfu quzhengfu zhenzhengfu jiedao jiedaoban
  xiangzhen shequ cunwei jiaoyu jiaoyuju jiaotong jiaotongju caizheng caizhengju gongan gonganju minzheng minzhengju sifa sifaju
  weisheng weijian weijianju yibao yibaoju rensheju renshe shuili shuiliju nongye nongyeju linye linyeju huanbao huanbaoju
  guotu ziyuan zhujian zhujianju chengguan chengguanju wenlv wenhua tiyu shenji shenjiju tongji tongjiju shuiwu shuiwuju yingji
  yingjiju xinfang xinfangju dangwei dangban zhengban shiwei xianwei jiwei zuzhibu xuanchuan xuanchuanbu fagai fagaiwei gongxin
  keji kejiju shangwu shangwuju shichang jianguan shenpi shenpiju dashuju
  admin guanli guanliyuan shenhe shenheyuan tianbao tianbaoyuan kezhang chuzhang juzhang zhuren mishu yonghu ceshi moren chushi
  beijing shanghai tianjin chongqing guangdong guangzhou shenzhen jiangsu nanjing suzhou zhejiang hangzhou shandong jinan qingdao
  henan zhengzhou hebei shijiazhuang shanxi taiyuan shaanxi xian hunan changsha hubei wuhan sichuan chengdu anhui hefei fujian
  fuzhou xiamen jiangxi nanchang liaoning shenyang dalian jilin changchun heilongjiang haerbin guangxi nanning yunnan kunming
  guizhou guiyang gansu lanzhou qinghai xining ningxia yinchuan xinjiang wulumuqi xizang lasa hainan haikou neimenggu huhehaote
  zuguo aiguo fendou meng zhongguomeng chuntian xiatian qiutian dongtian laoshi xuesheng xuexi daxue zhongxue pengyou
`)

/** The syllables all of it is written with. */
export const SYLLABLES = words(`
  de shi yi bu zai ren you zhe wo ta le zhong dao da lai shang guo ge he wei zi di chu men shuo sheng jiu hui zhu yao ye xia er
  jia ke fa cheng dui neng xing ji hao dou xue jing ju tong gong dong ming li zheng min jin jian qi xin tian guang hua xiao fang
  gao wen ping an chang ai mei feng hai shan shui he hu jiang lin yun yu xue hong lan bai hei lv huang jun jie jing yan yang
  a ang ao ba ban bang bao bei ben beng bi bian biao bie bin bing bo ca cai can cang cao ce cen ceng cha chai chan chao che chen
  chi chong chou chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo dai dan dang deng dian diao die ding diu du
  duan dun duo e en fan fei fen fo fou fu ga gai gan gang gei gen geng gou gu gua guai guan gui gun ha han hang hei hen heng hou
  huai huan huo jiao jiong juan jue kai kan kang kao ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lang lao lei leng
  lia lian liang liao lie ling liu long lou lu luan lun luo ma mai man mang mao me men meng mi mian miao mie mo mou mu na nai nan
  nang nao ne nei nen ni nian niang niao nie nin ning niu nong nu nuan nuo nv ou pa pai pan pang pao pei pen peng pi pian piao
  pie pin po pou pu qia qian qiang qiao qie qin qing qiong qiu qu quan que qun ran rang rao re reng ri rong rou ru ruan rui run
  ruo sa sai san sang sao se sen sha shai shao she shei shen shou shu shua shuai shuan shuang shun si song sou su suan sui sun
  suo tai tan tang tao te teng ti tiao tie ting tou tu tuan tui tun tuo wa wai wan wang weng wu xi xian xiang xie xiong xiu xu
  xuan xun ya yin ying yong yue zan zang zao ze zei zen zeng zha zhai zhan zhang zhao zhen zhi zhou zhua zhuai zhuan zhuang zhui
  zhun zhuo zong zou zu zuan zui zun zuo
`)
