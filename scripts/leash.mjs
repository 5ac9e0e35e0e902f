// Loaded before a program that must not outlive whoever started it: `node --import ./scripts/leash.mjs …`. Once the parent is gone, be
// it by kill -9, the program is asked to end as by Ctrl-C, and ended when it does not. What it forks is on the same leash.
const parent = process.ppid
const patience = 20_000

const watch = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(watch)
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patience).unref()
  process.kill(process.pid, 'SIGINT')
}, 300)
watch.unref()
