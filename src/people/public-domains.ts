/** Where anybody gets an address: two there have nothing else in common. */
export const publicDomains = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com
  me.com mac.com aol.com gmx.com gmx.net gmx.de web.de mail.com mail.ru yandex.ru yandex.com bk.ru
  inbox.ru list.ru qq.com 163.com 126.com sina.com foxmail.com aliyun.com naver.com daum.net hanmail.net
  proton.me protonmail.com pm.me tutanota.com tuta.io fastmail.com fastmail.fm hey.com zoho.com
  posteo.de posteo.net mailbox.org t-online.de freenet.de orange.fr free.fr laposte.net wanadoo.fr
  libero.it hotmail.fr hotmail.co.uk yahoo.co.uk yahoo.fr yahoo.de yahoo.co.jp yahoo.com.br
  outlook.es hotmail.es riseup.net disroot.org duck.com comcast.net verizon.net att.net btinternet.com
  seznam.cz wp.pl o2.pl onet.pl interia.pl uol.com.br terra.com.br rediffmail.com`.split(/\s+/),
)
