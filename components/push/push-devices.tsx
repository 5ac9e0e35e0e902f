'use client'

import { useEffect, useState, useTransition } from 'react'
import { keepDevice, removeDevice } from '@/lib/push/actions'
import { ActionButton } from '../ui/action-button'
import { Badge } from '../ui/badge'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import { toast } from '../ui/toast'
import {
  type BrowserState,
  fieldsOf,
  isFor,
  markOf,
  obstacle,
  presentSubscription,
  subscribe,
} from './browser'

export type DeviceLine = {
  id: string
  mark: string
  isOfSession: boolean
  device: string
  since: string
  lastSent: string
  remove: string
}
export type PushWords = {
  checking: string
  states: Record<BrowserState, string>
  help: Partial<Record<BrowserState, string>>
  turnOn: string
  turnedOn: string
  failed: string
  none: string
  thisOne: string
  remove: string
}

/** Whether this browser shows notifications while it is closed, and which others of the same person do. Only the browser itself knows which one it is. */
export function PushDevices({
  words,
  senderKey,
  devices,
}: {
  words: PushWords
  senderKey: string
  devices: DeviceLine[]
}) {
  const { state, own, fault, pending, turnOn } = usePush(senderKey, devices, words)
  return (
    <>
      <div className="grid gap-3 p-(--pad)">
        <PushState state={state} words={words} />
        {fault && <Banner tone="bad">{fault}</Banner>}
        {state === 'off' && (
          <div>
            <Button variant="primary" pending={pending} onClick={turnOn}>
              {words.turnOn}
            </Button>
          </div>
        )}
      </div>
      {devices.length === 0 ? (
        <p className="border-line border-t px-(--pad) py-2.5 text-ink-2">{words.none}</p>
      ) : (
        <ul className="divide-y divide-line border-line border-t">
          {devices.map(device => (
            <li key={device.id} className="flex items-center gap-3 px-(--pad) py-2.5">
              <div className="min-w-0 grow">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {device.device}
                  {device.mark === own && <Badge tone="hq">{words.thisOne}</Badge>}
                </p>
                <p className="num text-ink-2 text-sm">{`${device.since} · ${device.lastSent}`}</p>
              </div>
              <ActionButton
                action={removeDevice}
                fields={{ deviceId: device.id }}
                variant="danger"
                size="small"
                onDone={() => device.mark === own && void giveUp()}
              >
                <span aria-hidden>{words.remove}</span>
                <span className="sr-only">{device.remove}</span>
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function PushState({ state, words }: { state: BrowserState | undefined; words: PushWords }) {
  const help = state && words.help[state]
  if (help) {
    return (
      <Banner tone={state === 'denied' ? 'warn' : 'info'} title={words.states[state]}>
        {help}
      </Banner>
    )
  }
  return (
    <p aria-live="polite">
      {state ? (
        <Badge tone={state === 'on' ? 'ok' : 'mute'} look={state === 'on' ? 'soft' : 'outline'}>
          {words.states[state]}
        </Badge>
      ) : (
        <span className="text-ink-2">{words.checking}</span>
      )}
    </p>
  )
}

type Push = {
  state: BrowserState | undefined
  /** By what this browser stands in the list, if it does. */
  own: string | undefined
  fault: string
  pending: boolean
  turnOn: () => void
}

function usePush(senderKey: string, devices: DeviceLine[], words: PushWords): Push {
  const [state, setState] = useState<BrowserState>()
  const [own, setOwn] = useState<string>()
  const [fault, setFault] = useState('')
  const [pending, startWork] = useTransition()

  useEffect(() => {
    let isOver = false
    const look = async () => {
      const hindered = obstacle()
      const subscription = hindered ? undefined : await presentSubscription()
      const mark = subscription && (await markOf(subscription))
      const known = devices.find(device => device.mark === mark)
      if (isOver) return
      setOwn(known?.mark)
      setState(hindered ?? (subscription && known && isFor(subscription, senderKey) ? 'on' : 'off'))
      // It was switched on in a session that grew old: from now on signing out of this one silences it.
      if (subscription && known && !known.isOfSession)
        await keepDevice(null, fieldsOf(subscription, senderKey))
    }
    look().catch(() => setState('unsupported'))
    return () => {
      isOver = true
    }
  }, [devices, senderKey])

  const turnOn = () =>
    startWork(async () => {
      setFault('')
      const permission = await Notification.requestPermission()
      if (permission === 'denied') setState('denied')
      if (permission !== 'granted') return
      const subscription = await subscribe(senderKey).catch(() => undefined)
      if (!subscription) return setFault(words.failed)
      const answer = await keepDevice(null, fieldsOf(subscription, senderKey))
      if (answer.ok) toast({ message: words.turnedOn, tone: 'ok' })
      else setFault(answer.message)
    })
  return { state, own, fault, pending, turnOn }
}

async function giveUp(): Promise<void> {
  await (await presentSubscription())?.unsubscribe()
}
