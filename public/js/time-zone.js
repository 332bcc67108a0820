// Proposes the browser's time zone in the sign-up form, as long as nobody has chosen another one.
const field = document.querySelector('select[data-proposes="time-zone"]')
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone

if (field && zone) {
  // Browsers know zones under names that the server's list spells otherwise ("Asia/Calcutta").
  const isListed = [...field.options].some((option) => option.value === zone)
  if (!isListed) field.add(new Option(zone, zone))
  field.value = zone
}
