'use client'

import { createContext, type ReactNode, useContext } from 'react'

/** The few sentences that client parts say on their own; everything else reaches them as props. */
export type Words = {
  close: string
  cancel: string
  lost: string
  /** After what somebody else was faster with: that nothing is lost, where to look, and that the same may be handed in again. */
  unsaved: string
  seeNow: string
  onceMore: string
  /** What the files of a form may weigh together. */
  tooHeavy: string
  /** In the place of a picture that cannot be drawn. */
  noPreview: string
  searching: string
  noMatch: string
  undo: string
  clear: string
  breadcrumb: string
}

const blank: Words = {
  close: '',
  cancel: '',
  lost: '',
  unsaved: '',
  seeNow: '',
  onceMore: '',
  tooHeavy: '',
  noPreview: '',
  searching: '',
  noMatch: '',
  undo: '',
  clear: '',
  breadcrumb: '',
}
const WordsContext = createContext(blank)

export function WordsProvider({ words, children }: { words: Words; children: ReactNode }) {
  return <WordsContext value={words}>{children}</WordsContext>
}

export function useWords(): Words {
  return useContext(WordsContext)
}
