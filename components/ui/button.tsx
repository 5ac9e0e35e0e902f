import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

export type ButtonVariant = 'primary' | 'default' | 'ghost' | 'danger'
export type ButtonSize = 'default' | 'small' | 'icon'

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-hq text-on-solid hover:bg-hq-hover',
  default: 'border-line bg-surface text-ink hover:bg-surface-2',
  ghost: 'border-transparent text-ink-2 hover:bg-surface-2 hover:text-ink',
  danger: 'border-line bg-surface text-bad-ink hover:border-bad hover:bg-bad-soft',
}
const sizes: Record<ButtonSize, string> = {
  default: 'min-h-(--ctl-h) px-3 dense:px-2.5 touch:px-3.5',
  small: 'min-h-[min(var(--ctl-h),28px)] px-2 text-sm pointer-coarse:min-h-9 touch:min-h-10 touch:px-3',
  icon: 'size-(--ctl-h) justify-center',
}

/** The class of a button, for the rare element that cannot be a Button (summary, label). */
export function buttonClass(variant: ButtonVariant = 'default', size: ButtonSize = 'default'): string {
  return clsx(
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-sm border text-base leading-none',
    'transition-colors duration-100 active:translate-y-px aria-disabled:cursor-default aria-disabled:opacity-55 aria-disabled:active:translate-y-0',
    variants[variant],
    sizes[size],
  )
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
