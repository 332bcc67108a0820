import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../src/commit-types/commit-words.js'
import { isSpanish, toEnglish } from '../../src/commit-types/spanish-words.js'

describe('isSpanish', () => {
  it.each([
    'Corrige el error al guardar un pedido vacío',
    'corrige bug',
    'Añade cupones a la cesta',
    'anade cupones',
    'Se corrigió un bug en la búsqueda',
    'Refactor de los links del footer',
    'Actualiza dependencias',
    'Documentación de la API',
    'Limpieza',
  ])('%j is', (subject) => {
    expect(isSpanish(wordsOf(subject))).toBe(true)
  })

  it.each([
    'Fix crash on empty list',
    'Add en locale',
    'Add es translations',
    'No longer crash when the list is empty',
    'Resolve import error',
    'Version 2.0',
    'Update the del command',
    'Implementation of the search',
    'documents: error handling',
    'Move active users',
    'wip',
    '',
  ])('%j is not', (subject) => {
    expect(isSpanish(wordsOf(subject))).toBe(false)
  })
})

describe('toEnglish', () => {
  it.each([
    ['corrige corregir corregido corrigiendo correccion correcciones', 'fix'],
    ['arregla arreglar arreglado arreglando arreglo', 'fix'],
    ['soluciona solucionado solucion resuelve resolver resuelto', 'fix'],
    ['anade anadir anadido anadida anadiendo', 'add'],
    ['agrega agregar agregado agregando agrego', 'add'],
    ['elimina eliminar eliminado eliminacion borra quita', 'remove'],
    ['mejora mejorar mejorando mejoras', 'improve'],
    ['refactoriza refactorizar refactorizacion', 'refactor'],
    ['documenta documentar documentando', 'document'],
    ['prueba probar probando', 'test'],
    ['actualiza actualizar actualizado actualizacion', 'update'],
    ['implementa implementar implementado implementacion', 'implement'],
  ])('%j is %j', (spanish, english) => {
    expect(new Set(spanish.split(' ').flatMap((word) => toEnglish([word])))).toEqual(
      new Set([english]),
    )
  })

  it('keeps technical words and leaves out what would mean something else in English', () => {
    expect(toEnglish(wordsOf('Arregla el login con red lenta once veces'))).toEqual([
      'fix',
      'login',
    ])
  })
})
