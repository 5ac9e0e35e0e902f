type Waiting<Tools extends unknown[]> = {
  work: (...tools: Tools) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/**
 * What is read for one page, in one transaction: layout and page are rendered side by side and must show one picture, and
 * opening the door costs as much as a query. The first read opens it; those that come while it is open are read at once, so
 * that their statements travel together; it closes when nobody asked for more.
 * A read that fails closes it too; those that could not be finished because of it get a new one.
 */
export class Reading<Tools extends unknown[]> {
  private readonly waiting = new Set<Waiting<Tools>>()
  private isRunning = false
  /** Set while the door is open and nothing failed behind it. */
  private start: ((one: Waiting<Tools>) => void) | undefined

  /** @param open runs what it is given in a transaction */
  constructor(private readonly open: (work: (...tools: Tools) => Promise<void>) => Promise<void>) {}

  read<T>(work: (...tools: Tools) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const one = { work, resolve: (value: unknown) => resolve(value as T), reject }
      this.waiting.add(one)
      this.start?.(one)
      if (!this.isRunning) void this.run()
    })
  }

  private async run(): Promise<void> {
    this.isRunning = true
    while (this.waiting.size > 0) {
      let failed: Waiting<Tools> | undefined
      try {
        await this.open((...tools) =>
          this.serve(tools, one => {
            failed = one
          }),
        )
      } catch (error) {
        const [first] = this.waiting
        const refused = failed ?? first
        if (refused) this.waiting.delete(refused)
        refused?.reject(error)
      }
    }
    this.isRunning = false
  }

  /** Ends when nothing runs any more, failed or not: behind a closed door a read would be somebody else's. */
  private async serve(tools: Tools, onFailure: (one: Waiting<Tools>) => void): Promise<void> {
    const running = new Set<Promise<void>>()
    let failure: { error: unknown } | undefined
    const readFor = async (one: Waiting<Tools>): Promise<void> => {
      try {
        const value = await one.work(...tools)
        this.waiting.delete(one)
        one.resolve(value)
      } catch (error) {
        this.start = undefined
        if (!failure) onFailure(one)
        failure ??= { error }
      }
    }
    this.start = one => {
      const read = readFor(one).finally(() => running.delete(read))
      running.add(read)
    }
    this.waiting.forEach(this.start)
    while (running.size > 0) {
      await Promise.all(running)
      if (!failure) await new Promise(setImmediate)
    }
    this.start = undefined
    if (failure) throw failure.error
  }
}
