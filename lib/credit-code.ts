/** Figures and capitals without I, O, S, V and Z, in the order that gives each its value (GB 32100-2015). */
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A unified social credit code (统一社会信用代码) without its last sign; that one is worked out of the seventeen. */
export function creditCheckSign(body: string): string {
  let weight = 1
  let sum = 0
  for (const sign of body) {
    sum += signs.indexOf(sign) * weight
    weight = (weight * 3) % signs.length
  }
  return signs.charAt((signs.length - (sum % signs.length)) % signs.length)
}

/** @param code of the right length and signs */
export const hasCreditCheck = (code: string): boolean =>
  creditCheckSign(code.slice(0, 17)) === code.charAt(17)
