import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

export type ButtonVariant = 'primary' | 'plain' | 'ghost' | 'danger'
export type ButtonSize = 'normal' | 'small' | 'square'

/** The class of a button, for the rare element that cannot be a Button (summary, label). */
export function buttonClass(variant: ButtonVariant = 'plain', size: ButtonSize = 'normal'): string {
  return `button ${variant} ${size}`
}

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode }

/** `pending` keeps the button focusable: a disabled button would drop the focus to the page. */
export function Button({
  variant,
  size,
  icon,
  pending = false,
  className,
  children,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & Look & { pending?: boolean }) {
  return (
    <button
      type={type}
      className={clsx(buttonClass(variant, size), className)}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      {...rest}
    >
      {pending ? (
        <span
          className="spin size-3.5 rounded-full border-2 border-current border-r-transparent"
          aria-hidden
        />
      ) : (
        icon
      )}
      {children}
    </button>
  )
}

export function LinkButton({
  variant,
  size,
  icon,
  className,
  children,
  ...rest
}: ComponentProps<'a'> & Look) {
  return (
    <a className={clsx(buttonClass(variant, size), className)} {...rest}>
      {icon}
      {children}
    </a>
  )
}
