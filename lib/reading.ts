type Waiting<Tools extends unknown[]> = {
  work: (...tools: Tools) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/**
 * What is read for one page, in one transaction: layout and page are rendered side by side and must show one picture, and
 * opening the door costs as much as a query. The first read opens it; it closes when nobody asked for more.
 * A read that fails closes it too; those that wait behind it get a new one.
 */
export class Reading<Tools extends unknown[]> {
  private readonly waiting: Waiting<Tools>[] = []
  private isOpen = false

  /** @param open runs what it is given in a transaction */
  constructor(private readonly open: (work: (...tools: Tools) => Promise<void>) => Promise<void>) {}

  read<T>(work: (...tools: Tools) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: value => resolve(value as T), reject })
      if (!this.isOpen) void this.run()
    })
  }

  private async run(): Promise<void> {
    this.isOpen = true
    while (this.waiting.length > 0) {
      try {
        await this.open((...tools) => this.serve(tools))
      } catch (error) {
        this.waiting.shift()?.reject(error)
      }
    }
    this.isOpen = false
  }

  /** A read leaves the line when it is done, so one that failed is still the first, and one that is tried again too. */
  private async serve(tools: Tools): Promise<void> {
    for (let first = this.waiting[0]; first; first = this.waiting[0]) {
      const value = await first.work(...tools)
      this.waiting.shift()
      first.resolve(value)
      if (this.waiting.length === 0) await new Promise(setImmediate)
    }
  }
}
