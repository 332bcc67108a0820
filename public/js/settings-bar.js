// On a narrow screen the bar scrolls: what is current may stand outside.
const current = document.querySelector('.seg [aria-current="page"]')
const bar = current?.closest('.seg')

if (bar && bar.scrollWidth > bar.clientWidth) {
  bar.scrollLeft = current.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2
}
