/** Patterns and words that head every published list of broken passwords, as far as the manual's rule lets them be typed. */
const WORDS = new Set(
  (
    'password passw0rd p4ssword password1 password12 password123 qwerty qwerty1 qwerty12 qwerty123 qwertyuiop qazwsx ' +
    'qazwsxedc 1qaz2wsx 1q2w3e 1q2w3e4r 1q2w3e4r5t zaq12wsx q1w2e3 q1w2e3r4 asdfgh asdfghjkl asdf1234 zxcvbn zxcvbnm ' +
    'abc123 abc1234 abc12345 abc123456 a123456 a1234567 a12345678 a123456789 aa123456 aa12345678 123456a 1234567a ' +
    '12345678a 123456789a 123456aa 123456abc 123456qq qq123456 qq1234567 w123456 z123456 q123456 s123456 x123456 ' +
    'woaini woaini1314 woaini520 woaini123 iloveyou iloveyou1 loveyou 5201314a a5201314 1314520a aini1314 ' +
    'admin1 admin123 admin1234 admin888 administrator root123 root1234 test123 test1234 guest123 welcome welcome1 ' +
    'letmein monkey dragon sunshine princess football baseball superman michael shadow master login123 user123 ' +
    'abcdef abcdefg abcdefgh abcd1234 abcde123 abcdef123 aaaaaa aaaaaaaa asd123 asd123456 zxc123 zxcv1234 qwe123 ' +
    'qwer1234 qwert123 wang123 zhang123 li123456 wangyu zhongguo china123 beijing beijing1 bjt123456 beijingtong'
  ).split(' '),
)

const isRun = (text: string): boolean => {
  const steps = [...text].slice(1).map((c, i) => c.charCodeAt(0) - text.charCodeAt(i))
  return steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 9) <= 1
}

/** Whether a password is among the first that anyone would try: a listed word, one sign repeated, or a plain run. */
export function isGuessablePassword(password: string): boolean {
  const plain = password.toLowerCase()
  return WORDS.has(plain) || isRun(plain) || /^(.{1,3})\1+$/.test(plain)
}
