declare const holds: unique symbol

/**
 * Data for a client component as one text. React writes out and reads back every value of a prop by itself, on the server twice for
 * each page; a text is one value, and what is undefined does not travel. Only for what JSON can say.
 */
export type Packed<T> = string & { readonly [holds]?: T }

export const pack = <T>(data: T): Packed<T> => JSON.stringify(data)

export const unpack = <T>(data: Packed<T>): T => JSON.parse(data) as T
