import {
  changeRobot,
  mendRobot,
  removeRobot,
  switchRobotOff,
  switchRobotOn,
  testRobot,
} from '@/lib/robots/actions'
import type { Robot } from '@/lib/robots/queries'
import { signs, topics } from '@/lib/robots/rules'
import { useTranslations } from '@/lib/translations'
import { ActionButton } from '../ui/action-button'
import { ConfirmForm } from '../ui/confirm-form'
import { Dialog } from '../ui/dialog'
import { RobotForm, type RobotFormWords } from './robot-form'

/** What can be done to a robot: whoever sees it keeps it. */
export function RobotVerbs({ robot }: { robot: Robot }) {
  const t = useTranslations('robots')
  const { name } = robot
  const fields = { robotId: robot.id, revision: `${robot.revision}` }
  return (
    <span className="verbs flex flex-wrap gap-2 min-[68rem]:max-w-[30rem] min-[68rem]:justify-end">
      <ActionButton action={testRobot} fields={fields} size="small">
        {t('test')}
      </ActionButton>
      <ActionButton action={robot.isOn ? switchRobotOff : switchRobotOn} fields={fields} size="small">
        {t(robot.isOn ? 'switchOff' : 'switchOn')}
      </ActionButton>
      <Dialog trigger={t('edit')} size="small" title={t('editTitle', { name })}>
        <RobotForm
          action={changeRobot}
          hidden={fields}
          words={formWords(t, t('save'), t('saved'))}
          name={name}
          topics={{ choices: topicChoices(t), chosen: robot.topics }}
        />
      </Dialog>
      <Dialog trigger={t('mend')} size="small" title={t('mendTitle', { name })} detail={t('mendDetail')}>
        <RobotForm
          action={mendRobot}
          hidden={fields}
          words={formWords(t, t('save'), t('mended'))}
          asksAddress
          canSign={signs(robot.vendor)}
        />
      </Dialog>
      <ConfirmForm
        action={removeRobot}
        fields={fields}
        trigger={t('remove')}
        size="small"
        variant="danger"
        title={t('removeTitle', { name })}
        detail={t('removeDetail')}
        submit={t('remove')}
      />
    </span>
  )
}

type Speak = ReturnType<typeof useTranslations<'robots'>>

export const topicChoices = (t: Speak) => topics.map(value => ({ value, label: t(`topics.${value}`) }))

export function formWords(t: Speak, submit: string, done: string): RobotFormWords {
  return {
    unit: t('fields.unit'),
    unitPlaceholder: t('fields.unitPlaceholder'),
    vendor: t('fields.vendor'),
    name: t('fields.name'),
    address: t('fields.address'),
    addressHint: t('fields.addressHint'),
    secret: t('fields.secret'),
    secretHint: t('fields.secretHint'),
    topics: t('fields.topics'),
    submit,
    done,
  }
}
