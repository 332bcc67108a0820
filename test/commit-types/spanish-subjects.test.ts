import { describe, expect, it } from 'vitest'
import { typeOf } from '../../src/commit-types/commit-type.js'
import { groupOfType } from '../../src/commit-types/type-groups.js'
import { changes, touched } from '../support/touched-files.js'

const workflowOnly = [touched('.github/workflows/ci.yml', 5, 2)]
const configuration = [touched('config/app.yml', 3, 2), touched('.gitignore', 1, 0)]

/** Subjects as Spanish teams write them: accents there and missing, both genders, every form of verb. */
const subjects = {
  fix: [
    ['Arregla el botón de guardar', changes.code],
    ['arreglado bug en login', changes.code],
    ['Arreglos en el formulario de registro', changes.code],
    ['arreglada la validacion del email', changes.codeAndTest],
    ['Corrige el cálculo de los impuestos', changes.codeAndTest],
    ['corregido error 500 al subir imagenes', changes.code],
    ['Corregida la consulta de pedidos duplicados', changes.code],
    ['Correcciones varias en el carrito', changes.code],
    ['Se corrige error al cerrar sesión', changes.code],
    ['se corrigio problema con los acentos', changes.code],
    ['Se soluciona fallo cuando la lista esta vacia', changes.codeAndTest],
    ['Solucionado el problema de las fechas', changes.code],
    ['soluciona #123: usuario no puede entrar', changes.code],
    ['Resuelve conflicto de ids al importar', changes.code],
    ['Evita que se envíe el correo dos veces', changes.codeAndTest],
    ['Fix: no se mostraba el total', changes.code],
    ['fix en el filtro de fechas', changes.code],
    ['bugfix paginación', changes.code],
    ['Bug en el login solucionado', changes.code],
    ['hotfix: caida del servidor', changes.code],
    ['Repara la conexión con la base de datos', changes.code],
    ['Error al eliminar usuario corregido', changes.code],
    ['ABC-123: corrige validación del NIF', changes.code],
    ['🐛 corrige el menú en móviles', changes.code],
  ],
  feature: [
    ['Añade búsqueda por nombre', changes.newCode],
    ['añadido filtro por fecha', changes.newCode],
    ['Añadida la pantalla de perfil', changes.newCode],
    ['anadida opcion de exportar', changes.newCode],
    ['Se agrega endpoint de facturas', changes.newCode],
    ['se agregó módulo de reportes', changes.newCode],
    ['Agregar login con Google', changes.newCode],
    ['agregada nueva vista de pedidos', changes.newCode],
    ['Se añade soporte para varios idiomas', changes.newCode],
    ['Nueva funcionalidad de descuentos', changes.newCode],
    ['Implementación del carrito de compras', changes.newCode],
    ['implementado envio de notificaciones', changes.newCode],
    ['Crea formulario de contacto', changes.newCode],
    ['Se crea la página de inicio', changes.newCode],
    ['Permite subir varios archivos', changes.newCode],
    ['Incorpora pago con tarjeta', changes.newCode],
    ['feat: alta de clientes', changes.newCode],
    ['[web] añade modo oscuro', changes.newCode],
  ],
  refactor: [
    ['Refactoriza el servicio de usuarios', changes.rewrite],
    ['Refactorización de controladores', changes.rewrite],
    ['refactor del modulo de ventas', changes.rewrite],
    ['Limpieza de código', changes.rewrite],
    ['limpiando codigo', changes.rewrite],
    ['Renombrar variables y métodos', changes.rewrite],
    ['Se elimina código duplicado', changes.rewrite],
    ['Simplifica la lógica de precios', changes.rewrite],
    ['Reorganiza carpetas del proyecto', changes.rewrite],
    ['Mueve la lógica al repositorio', changes.rewrite],
    ['Mejora el rendimiento del listado', changes.code],
    ['Optimizacion de consultas', changes.code],
  ],
  test: [
    ['Añade tests del carrito', changes.moreTests],
    ['Pruebas unitarias para el servicio de pagos', changes.moreTests],
    ['se agregan pruebas de integracion', changes.moreTests],
    ['Tests de la API de pedidos', changes.moreTests],
    ['Aumenta la cobertura de los tests', changes.moreTests],
  ],
  docs: [
    ['Actualiza README', [touched('README.md', 4, 2)]],
    ['Documentación de la API', changes.readme],
    ['documenta como desplegar', changes.readme],
    ['Actualizada la documentación de instalación', changes.readme],
    ['Corrige erratas del manual', [touched('docs/manual.md', 2, 2)]],
    ['Añade guía de instalación', [touched('docs/instalacion.md', 40, 0)]],
  ],
  chore: [
    ['Actualiza dependencias', changes.manifests],
    ['actualizadas dependencias', changes.manifests],
    ['Actualización de librerías', changes.manifests],
    ['se actualizan paquetes npm', changes.manifests],
    ['Sube la versión de express', changes.manifests],
    ['Sube versión a 1.4.0', changes.manifests],
    ['Configura el despliegue continuo', workflowOnly],
    ['Arregla el pipeline', workflowOnly],
    ['Configuración de GitHub Actions', workflowOnly],
    ['Actualiza configuracion', configuration],
    ['chore: limpia dependencias', changes.manifests],
  ],
} as const

const table = Object.entries(subjects).flatMap(([group, list]) =>
  list.map(([subject, files]) => ({ group, subject, files: [...files] })),
)

describe('Spanish subjects', () => {
  it.each(table)('$subject: $group', ({ group, subject, files }) => {
    const told = typeOf({ parents: 1, subject, message: subject, files })
    expect(told).toMatchObject({ type: expect.not.stringMatching('other') })
    expect(groupOfType(told.type)).toBe(group)
  })

  it.each([
    'WIP',
    'wip',
    'cambios',
    'Cambios varios',
    'avance',
    'avances del dia',
    'cosas',
    'asdf',
    'subo',
    'ajustes',
    '.',
  ])('%j says nothing that is sure', (subject) => {
    const told = typeOf({ parents: 1, subject, message: subject, files: changes.code })
    expect(told.typeConfidence).toBeLessThan(0.6)
  })
})
