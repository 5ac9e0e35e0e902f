/** How the states of a file look that the worker makes: an export, a copy of somebody's data. */
export const madeLooks = {
  waiting: { tone: 'mute', icon: 'clock' },
  running: { tone: 'hq', icon: 'loader' },
  done: { tone: 'ok', icon: 'circle-check' },
  failed: { tone: 'bad', icon: 'circle-x' },
  expired: { tone: 'mute', icon: 'archive' },
} as const
