/** Surnames and given names of today's working generations. */
export const surnames: readonly string[] = [
  ...'陈林黄吴周徐朱马胡郭何高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余杜叶程魏苏吕丁沈任姚卢傅钟崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤',
  '欧阳',
  '单',
  '解',
  '仇',
]

export const givenNames: readonly string[] =
  '嘉树 若溪 清和 一诺 子昂 知远 沐言 思远 雨桐 梓轩 欣怡 浩然 诗涵 宇航 梦琪 俊杰 雅静 志强 晓燕 建国 丽娟 文博 佳怡 子涵 明哲 静怡 天佑 思琪 博文 晨曦 语嫣 泽宇 可欣 睿阳 雪莹 家豪 芷若 承宇 乐瑶 伟 敏 磊 婷 强 洁 军 艳 涛 颖 超 晴 凯 倩 鹏 薇 晓东 海燕 国栋 春梅 立新 秀英 振华 玉兰 少华 桂芳 云飞 小雨 景行 安然 书瑶 修远 怀瑾 念慈 望舒 星辰 南乔 北辰 疏桐 听雨 行舟 见山 予安 亦凡 初晴 长风 锦程 照溪 时雨 新月 朝阳 逸飞 静姝 舒然 允之 以宁 向晚 凌云 思齐 启明'.split(
    ' ',
  )

/** Different names, as many as asked for; `draw` answers a whole number below its argument. */
export function drawNames(count: number, draw: (below: number) => number, taken: Iterable<string>): string[] {
  const used = new Set(taken)
  const names: string[] = []
  while (names.length < count) {
    const name = `${surnames[draw(surnames.length)]}${givenNames[draw(givenNames.length)]}`
    if (used.has(name)) continue
    used.add(name)
    names.push(name)
  }
  return names
}
