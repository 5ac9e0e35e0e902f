'use server'

import { action } from '../action'
import * as commands from './commands'
import {
  certificateInput,
  correctCertificateInput,
  removeCertificateInput,
  renewCertificateInput,
} from './input'

export const recordCertificate = action(certificateInput, commands.recordCertificate)
export const renewCertificate = action(renewCertificateInput, commands.renewCertificate)
export const correctCertificate = action(correctCertificateInput, commands.correctCertificate)
export const removeCertificate = action(removeCertificateInput, commands.removeCertificate)
