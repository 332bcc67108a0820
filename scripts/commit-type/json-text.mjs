const columns = 100

/** JSON as the house's formatter has it: lists on a line where they fit, members on their own. */
export function jsonText(value, indent = '', before = 0) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const line = onOneLine(value)
    if (before + line.length <= columns - 1) return line
    const items = value.map((item) => inner + onOneLine(item))
    return `[\n${items.join(',\n')}\n${indent}]`
  }
  const members = Object.entries(value).map(([key, member]) => {
    const head = `${inner}${JSON.stringify(key)}: `
    return head + jsonText(member, inner, head.length)
  })
  return `{\n${members.join(',\n')}\n${indent}}`
}

function onOneLine(value) {
  if (!Array.isArray(value)) return JSON.stringify(value)
  return `[${value.map(onOneLine).join(', ')}]`
}
