// Reading a chart by pointer. The tooltip shows a row of the chart's own data table, so nothing is
// said twice and the page is complete without this file. Keyboards and screen readers use the table.

function readingOf(figure, table, row, column) {
  const isHeat = figure.dataset.chart === 'heat'
  const head = table.tHead.rows[0].cells[column]
  return {
    label: isHeat ? 'Commits' : head.textContent,
    value: row.cells[column].textContent,
    swatch: head.dataset.sw,
  }
}

function element(name, content, className) {
  const made = document.createElement(name)
  if (content) made.textContent = content
  if (className) made.className = className
  return made
}

function fill(tip, title, values) {
  const list = document.createElement('dl')
  for (const { label, value, swatch } of values) {
    list.append(
      element('i', '', swatch ? `sw ${swatch}` : ''),
      element('dt', label),
      element('dd', value),
    )
  }
  tip.replaceChildren(element('strong', title), list)
}

function equip(figure) {
  const table = document.getElementById(figure.dataset.table)
  const plot = figure.querySelector('svg[role="img"]')
  if (!table || !plot || figure.querySelector('.tip')) return
  const kind = figure.dataset.chart
  const rows = [...table.tBodies[0].rows]
  const heads = table.tHead.rows[0].cells
  const cursor = plot.querySelector('.cursor')
  const pin = plot.querySelector('.pin')
  const tip = element('div', '', 'tip')
  tip.hidden = true
  figure.append(tip)
  let shown = ''

  function show(index, day) {
    if (shown === `${index} ${day}`) return
    shown = `${index} ${day}`
    const row = rows[index]
    const columns = [...heads].map((_, column) => column).slice(1)
    if (kind === 'bars') columns.reverse()
    const picked = kind === 'heat' ? [day + 1] : columns
    const name = row.cells[0].textContent.trim()
    const title =
      kind === 'heat'
        ? `${heads[day + 1].textContent} ${name}`
        : `${figure.dataset.lead ?? ''}${name}`
    fill(
      tip,
      title,
      picked.map((column) => readingOf(figure, table, row, column)),
    )
    tip.hidden = false
    figure.classList.add('hot')

    const { x, y } = row.dataset
    if (pin && y) {
      pin.setAttribute('cx', `${x}%`)
      pin.setAttribute('cy', `${y}%`)
    } else if (pin) pin.removeAttribute('cx')
    const middle = x === undefined ? ((index + 0.5) * 100) / rows.length : Number(x)
    cursor?.setAttribute('x', x === undefined ? `${(index * 100) / rows.length}%` : `${x}%`)

    const box = plot.getBoundingClientRect()
    const host = figure.getBoundingClientRect()
    const at = box.left - host.left + (box.width * middle) / 100
    const isRoom = at + tip.offsetWidth + 16 <= host.width
    const left = Math.max(0, isRoom ? at + 14 : at - tip.offsetWidth - 14)
    const top = kind === 'heat' ? Math.max(0, (box.height * (day + 0.5)) / 7 - 70) : 4
    tip.style.transform = `translate(${left}px, ${top}px)`
  }

  function hide() {
    tip.hidden = true
    shown = ''
    figure.classList.remove('hot')
  }

  plot.addEventListener('pointermove', (event) => {
    const box = plot.getBoundingClientRect()
    const across = (event.clientX - box.left) / box.width
    const down = (event.clientY - box.top) / box.height
    if (across < 0 || across > 1 || rows.length === 0) return hide()
    const last = rows.length - 1
    const index = kind === 'line' ? Math.round(across * last) : Math.floor(across * rows.length)
    show(Math.min(last, index), Math.max(0, Math.min(6, Math.floor(down * 7))))
  })
  figure.addEventListener('pointerleave', hide)
  // A bar opens what its row in the table opens.
  plot.addEventListener('click', () => {
    if (shown) rows[Number.parseInt(shown, 10)]?.querySelector('a')?.click()
  })
  if (table.tBodies[0].querySelector('a')) figure.classList.add('opens')
}

function equipAll() {
  for (const figure of document.querySelectorAll('.chart[data-table]')) equip(figure)
}

document.addEventListener('live:swap', equipAll)
equipAll()
