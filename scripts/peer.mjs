/**
 * From where somebody asks: whoever connected or, behind so many proxies of ours, whom the farthest of them saw. What else stands in
 * `x-forwarded-for` anybody may have written there.
 * @param {{ headers: Record<string, string | string[] | undefined>, socket: { remoteAddress?: string | undefined } }} request
 * @param {number} proxies
 * @returns {string}
 */
export function peerOf(request, proxies) {
  const chain = [request.headers['x-forwarded-for'], request.socket.remoteAddress]
    .flatMap(part => String(part ?? '').split(','))
    .map(part => part.trim().replace(/^::ffff:(?=\d+\.)/, ''))
    .filter(Boolean)
  return chain.at(-1 - proxies) ?? chain[0] ?? ''
}
