'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

/** Lesson 1: init and apply. */
module.exports = ({ right, wrong }) => ({
  repository(folder) {
    const parts = ['feature_store.yaml', 'features.ts', 'data/driver_stats.parquet'];
    const missing = parts.filter((part) => !existsSync(join(folder, ...part.split('/'))));
    if (missing.length === 0) {
      return right({
        es: 'el repositorio está completo: configuración, definiciones y datos',
        en: 'the repository is complete: configuration, definitions and data',
      });
    }
    wrong({
      what: { es: `falta ${missing.join(', ')}`, en: `${missing.join(', ')} is missing` },
      why: {
        es: 'sin esas tres piezas no hay nada que registrar',
        en: 'without those three pieces there is nothing to register',
      },
      next: {
        es: 'ejecutá de nuevo la celda de initRepository: crea todo desde cero',
        en: 'run the initRepository cell again: it makes everything anew',
      },
    });
  },

  applied(changes) {
    const names = [...changes.created, ...changes.updated, ...changes.unchanged].map(({ name }) => name);
    if (names.includes('driver') && names.includes('driver_hourly_stats')) {
      return right({
        es: `${names.length} definiciones en el registry: ahora existen para todo el equipo`,
        en: `${names.length} definitions in the registry: now they exist for the whole team`,
      });
    }
    wrong({
      what: {
        es: `en el registry hay ${names.join(', ') || 'nada'}, y esperaba driver y driver_hourly_stats`,
        en: `the registry has ${names.join(', ') || 'nothing'}, and I expected driver and driver_hourly_stats`,
      },
      why: {
        es: 'apply registra lo que features.ts exporta, ni más ni menos: ese archivo cambió',
        en: 'apply registers what features.ts exports, no more and no less: that file was changed',
      },
      next: {
        es: 'ejecutá la celda de initRepository (repositorio nuevo) y después la de apply',
        en: 'run the initRepository cell (a new repository), then the apply cell',
      },
    });
  },

  unchanged(changes) {
    const touched = [...changes.created, ...changes.updated, ...changes.deleted].map(({ name }) => name);
    if (touched.length === 0 && changes.unchanged.length > 0) {
      return right({
        es: `el segundo apply no cambió nada: las ${changes.unchanged.length} definiciones ya estaban`,
        en: `the second apply changed nothing: all ${changes.unchanged.length} definitions were there`,
      });
    }
    wrong({
      what: {
        es: `este apply cambió ${touched.join(', ') || 'todo: no encontró nada registrado'}`,
        en: `this apply changed ${touched.join(', ') || 'everything: it found nothing registered'}`,
      },
      why: {
        es: 'apply compara features.ts con el registry; si cambia algo, es que uno de los dos es distinto',
        en: 'apply compares features.ts with the registry; if something changes, one of the two is different',
      },
      next: {
        es: '¿editaste features.ts? Ejecutá la celda de apply otra vez: la segunda pasada no cambia nada',
        en: 'did you edit features.ts? Run the apply cell again: the second pass changes nothing',
      },
    });
  },

  listed(text) {
    if (String(text).includes('driver_hourly_stats')) {
      return right({
        es: 'el registry contesta por nombre, sin abrir features.ts',
        en: 'the registry answers by name, without opening features.ts',
      });
    }
    wrong({
      what: { es: 'driver_hourly_stats no está en la lista', en: 'driver_hourly_stats is not in the list' },
      why: {
        es: 'el CLI muestra lo que está en el registry, no lo que está en features.ts',
        en: 'the CLI shows what is in the registry, not what is in features.ts',
      },
      next: { es: 'ejecutá la celda de apply y después esta', en: 'run the apply cell, then this one' },
    });
  },

  refused(message) {
    if (/\bfix: /.test(String(message))) {
      return right({
        es: 'el error dice dónde buscó y cómo arreglarlo: leé siempre la línea fix',
        en: 'the error says where it looked and how to mend it: always read the fix line',
      });
    }
    wrong({
      what: { es: 'no hubo error', en: 'there was no error' },
      why: {
        es: 'si se abrió, esa carpeta es un repositorio (o está adentro de uno)',
        en: 'if it opened, that folder is a repository (or lies inside one)',
      },
      next: { es: 'usá una carpeta que no tenga feature_store.yaml', en: 'use a folder without a feature_store.yaml' },
    });
  },
});
