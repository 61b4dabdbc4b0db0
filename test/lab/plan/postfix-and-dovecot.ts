import { mailPorts } from '../addresses.ts'
import type { DaemonPlan, FilePlan } from './plan.ts'

const folder = '/run/lab/mail'

/** What the mail server shows. It is there once it is whole. */
export const mailCertificate = `${folder}/cert.pem`

/** A real mail server on all mail ports: Postfix and Dovecot, with a certificate that they share. */
export function postfixAndDovecot({ postscreen }: { readonly postscreen: boolean }): {
  readonly files: readonly FilePlan[]
  readonly daemons: readonly DaemonPlan[]
} {
  return {
    files: [
      { path: `${folder}/conf/main.cf`, text: mainCf },
      { path: `${folder}/conf/master.cf`, text: masterCf(postscreen) },
      { path: `${folder}/dovecot.conf`, text: dovecotConf },
      { path: `${folder}/start.sh`, text: start },
    ],
    daemons: [
      {
        name: 'mail-server',
        argv: ['sh', '-eu', `${folder}/start.sh`],
        ready: mailPorts.map((port) => ({ proto: 'tcp', port }) as const),
      },
    ],
  }
}

const mainCf = `compatibility_level = 3.6
maillog_file = /dev/stdout
queue_directory = ${folder}/queue
data_directory = ${folder}/data
myhostname = mail.home.test
mydestination = mail.home.test
inet_interfaces = all
inet_protocols = all
alias_maps =
local_recipient_maps =
mynetworks = 127.0.0.0/8 [::1]/128
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtpd_tls_security_level = may
smtpd_tls_chain_files = ${folder}/tls.pem
postscreen_cache_map =
postscreen_greet_wait = 6s
postscreen_greet_action = ignore
`

function masterCf(postscreen: boolean): string {
  const front = postscreen
    ? 'smtp inet n - n - 1 postscreen\nsmtpd pass - - n - - smtpd\ndnsblog unix - - n - 0 dnsblog\ntlsproxy unix - - n - 0 tlsproxy'
    : 'smtp inet n - n - - smtpd'
  return `${front}
submission inet n - n - - smtpd
submissions inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
rewrite unix - - n - - trivial-rewrite
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
qmgr unix n - n 300 1 qmgr
error unix - - n - - error
postlog unix-dgram n - n - 1 postlogd
`
}

const dovecotConf = `base_dir = ${folder}/dovecot
state_dir = ${folder}/dovecot-state
log_path = /dev/stderr
protocols = imap
listen = *, ::
ssl = required
ssl_cert = <${folder}/tls.pem
ssl_key = <${folder}/tls.pem
mail_location = maildir:${folder}/boxes/%u
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${folder}/boxes/%u
}
`

/** `master` itself, for `postfix start` costs a second of shell scripts; so the queue's folders are made here. */
const start = `cd ${folder}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=mail.home.test \\
  -addext subjectAltName=DNS:mail.home.test -keyout key.pem -out cert.new 2>/dev/null
# Whoever waits for it finds it whole.
mv cert.new cert.pem
cat key.pem cert.pem > tls.pem
chmod 600 key.pem tls.pem
mkdir -p queue data boxes
cd queue
mkdir active bounce corrupt defer deferred flush hold incoming private saved trace
mkdir -m 710 public
mkdir -m 730 maildrop
mkdir -m 755 pid
chown postfix active bounce corrupt defer deferred flush hold incoming private saved trace public maildrop ../data
chgrp postdrop public maildrop
cd ..
# Postfix does not trust a configuration that is not a moment old, and reads it again until it is.
touch -d '1 minute ago' conf/main.cf conf/master.cf
dovecot -F -c dovecot.conf &
export MAIL_CONFIG=${folder}/conf
# Postfix opens its standard output anew, by its path, which does not go where that is a socket; without a log every process
# of it comes to a stop after ten lines.
mkfifo log
cat log &
exec /usr/lib/postfix/sbin/master -c ${folder}/conf -s > log
`
