// On a narrow screen the bar of the settings scrolls: what is current may stand outside.
const current = document.querySelector('nav.seg [aria-current="page"]')
current?.scrollIntoView({ block: 'nearest', inline: 'center' })
