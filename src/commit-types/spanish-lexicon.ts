/**
 * The words of `spanish-words.ts`, without accents, as `spanish:english`. Stems of verbs take the
 * endings of their conjugation; forms that are English words too (resolve, move, active) stay out.
 */

/** Verbs in -ar, by their stem. */
export const verbsInAr = `
  arregl:fix solucion:fix repar:fix subsan:fix enmend:fix parche:fix rectific:fix depur:debug
  evit:avoid asegur:ensure garantiz:ensure valid:validate verific:verify comprueb:check comprob:check
  manej:handle gestion:handle control:handle captur:catch restaur:restore ajust:adjust alin:align
  recuper:restore respet:respect sanitiz:sanitize escap:escape ignor:ignore omit:skip salt:skip
  agreg:add incorpor:add anex:add implement:implement desarroll:implement cre:create gener:generate
  soport:support habilit:enable activ:enable muestr:show mostr:show integr:integrate adapt:adapt
  cach:cache personaliz:customize anim:animate export:export import:import envi:send guard:save
  carg:load list:list filtr:filter busc:search orden:sort registr:register notific:notify
  elimin:remove borr:remove quit:remove descart:drop deshabilit:disable desactiv:disable ocult:hide
  deprec:deprecate retir:remove
  mejor:improve optimiz:optimize aceler:speed agiliz:speed reduzc:reduce aument:increase
  refactoriz:refactor refactor:refactor reestructur:restructure reorganiz:reorganize limpi:clean
  simplific:simplify renombr:rename unific:unify separ:split reutiliz:reuse reemplaz:replace
  remplaz:replace cambi:change modific:modify migr:migrate us:use utiliz:use desacopl:decouple
  normaliz:normalize encapsul:encapsulate modulariz:split centraliz:centralize abstra:extract
  traslad:move
  document:document explic:explain aclar:clarify coment:comment redact:write detall:document
  prueb:test prob:test teste:test simul:mock
  actualiz:update configur:configure instal:install public:release lanz:release desplieg:deploy
  despleg:deploy prepar:prepare ejecut:run formate:format tabul:indent estiliz:style
  compil:build empaquet:package automatiz:automate sincroniz:sync prepar:prepare revis:review`

/** Verbs in -er and -ir, by their stem. */
export const verbsInErIr = `
  corrig:fix correg:fix resuelv:fix previen:prevent preven:prevent impid:prevent imped:prevent
  anad:add incluy:add inclu:add introduc:introduce introduzc:introduce permit:allow
  suprim:remove remuev:remove extra:extract extraig:extract reescrib:rewrite divid:split
  convert:convert conviert:convert muev:move describ:describe escrib:write traduc:translate
  cubr:cover revert:revert reviert:revert sub:bump exclu:exclude excluy:exclude defin:define
  restring:restrict sustitu:replace sustituy:replace reduc:reduce devuelv:return`

/** Nouns, adjectives and forms of their own. */
export const nouns = `
  arreglo:fix arreglos:fix correccion:fix correcciones:fix solucion:fix soluciones:fix parche:fix
  resolver:fix resuelto:fix resuelta:fix resueltos:fix resolviendo:fix resolucion:fix
  error:error errores:errors fallo:failure fallos:failures falla:fails fallas:fails fallaba:failed
  problema:issue problemas:issues incidencia:issue bug:bug bugs:bugs cuelgue:crash bloqueo:lock
  fuga:leak regresion:regression incorrecto:incorrect incorrecta:incorrect incorrectos:incorrect
  incorrectas:incorrect correctamente:correctly mal:wrong roto:broken rota:broken rotos:broken
  rotas:broken duplicado:duplicate duplicados:duplicate duplicada:duplicate vacio:empty vacia:empty
  vacias:empty vacios:empty nulo:null nula:null invalido:invalid invalida:invalid cuando:when si:if
  sin:without no:not parpadeo:flicker desbordamiento:overflow
  nuevo:new nueva:new nuevos:new nuevas:new soporte:support funcionalidad:feature
  funcionalidades:features caracteristica:feature caracteristicas:features opcion:option
  opciones:options creacion:create generacion:generate integracion:integrate anadir:add
  adicion:add inclusion:add implementacion:implement agregado:add anadido:add anadida:add
  pagina:view paginas:views pantalla:screen boton:button formulario:form vista:view usuario:user
  usuarios:users inicio:start sesion:session filtro:filter busqueda:search enlace:link enlaces:links
  mover:move movido:move movida:move moviendo:move remover:remove removido:remove
  eliminacion:remove borrado:remove limpieza:cleanup refactorizacion:refactor migracion:migration
  mejora:improve mejoras:improve optimizacion:optimize rendimiento:performance velocidad:speed
  lentitud:slow memoria:memory codigo:code muerto:dead obsoleto:obsolete obsoleta:obsolete
  innecesario:unnecessary innecesaria:unnecessary innecesarios:unnecessary innecesarias:unnecessary
  legibilidad:readability estructura:structure nombre:name nombres:names variable:variable
  variables:variables funcion:function funciones:functions metodo:method metodos:methods
  clase:class clases:classes modulo:module modulos:modules componente:component
  componentes:components constantes:constants tipo:type tipos:types archivo:file archivos:files
  fichero:file ficheros:files carpeta:folder lista:list
  documentacion:documentation documento:document documentos:documents leeme:readme guia:guide
  guias:guides ejemplo:example ejemplos:examples comentario:comment comentarios:comments
  instrucciones:instructions errata:typo erratas:typos ortografia:typo ortografico:typo
  ortograficos:typo ortografica:typo gramatica:grammar traduccion:translation
  traducciones:translations redaccion:wording licencia:license manual:manual
  prueba:test pruebas:tests unitaria:unit unitarias:unit unitario:unit unitarios:unit
  cobertura:coverage validacion:validation
  actualizacion:update version:version versiones:versions dependencia:dependency
  dependencias:dependencies paquete:package paquetes:packages biblioteca:library librerias:libraries
  libreria:library configuracion:config despliegue:deploy lanzamiento:release publicacion:release
  flujo:workflow flujos:workflows compilacion:build integracion:integration subida:bump
  formato:format estilo:style estilos:styles espacios:whitespace sangria:indentation
  modificacion:change cambio:change cambios:changes ajuste:adjust ajustes:adjust`

/** English and technical words that Spanish subjects use as they are. */
export const loans = `
  fix fixes bug bugs hotfix feature test tests testing mock mocks e2e unit readme changelog docs doc
  refactor lint linter eslint prettier biome build ci cd workflow workflows pipeline deploy docker
  dockerfile github gitlab actions release merge commit npm pnpm yarn package json yaml deps api login
  logout cache crash timeout null undefined typo css html script scripts endpoint endpoints backend
  frontend webhook token oauth url http https cors sql query queries index schema typescript javascript
  python java node react vue angular eslintrc gitignore env config error errors warning warnings hook
  hooks layout header footer sidebar modal responsive performance lazy types todo wip swagger openapi
  storybook jest vitest cypress pytest reduce format no version manual variable variables si sin`

/** Small words only Spanish has. */
export const smallSpanish = `
  el la los las del de en para por con un una unos unas al se y que su sus como cuando desde hasta este
  esta estos estas entre tras segun sobre ya mas tambien pero porque donde nos`

/** Small words only English has. */
export const smallEnglish = `
  the of for with to and when on from by is are not an as at be if this that it in into or its should
  after before via can instead was than only but which all during without does dont
  add adds added update updates updated remove removes removed use uses used improve allow make change`
