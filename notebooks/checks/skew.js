'use strict';

/** Lesson 5: the skew check. */
module.exports = ({ right, wrong }) => ({
  equalByHand(rows) {
    const differ = rows.filter((row) => row.offline !== row.online).map((row) => row.driver_id);
    if (rows.length === 5 && differ.length === 0) {
      return right({
        es: 'los cinco conductores: el mismo número por los dos caminos, bit por bit',
        en: 'all five drivers: the same number on both paths, bit for bit',
      });
    }
    wrong({
      what: {
        es: `no coinciden: ${differ.join(', ') || 'faltan conductores'}`,
        en: `these differ: ${differ.join(', ') || 'drivers are missing'}`,
      },
      why: {
        es: 'online se ve lo que se materializó; si el reloj o el archivo avanzaron después, ya no es lo mismo',
        en: 'online you see what was materialized; if the clock or the file moved on since, it is no longer the same',
      },
      next: { es: 'ejecutá todo desde la primera celda', en: 'run everything from the first cell' },
    });
  },

  noSkew(report) {
    if (report.checked > 0 && report.mismatches.length === 0) {
      return right({
        es: `${report.values} valores comparados y ninguna diferencia`,
        en: `${report.values} values compared, and no difference`,
      });
    }
    wrong({
      what: {
        es: `${report.mismatches.length} diferencias en ${report.checked} entidades`,
        en: `${report.mismatches.length} differences in ${report.checked} entities`,
      },
      why: {
        es:
          report.checked === 0
            ? 'no se revisó ninguna entidad'
            : 'el archivo tiene algo que el online store todavía no vio',
        en:
          report.checked === 0
            ? 'no entity was checked'
            : 'the file has something that the online store has not seen yet',
      },
      next: { es: 'ejecutá todo desde la primera celda', en: 'run everything from the first cell' },
    });
  },

  skewFound(report) {
    const [found] = report.mismatches;
    if (report.mismatches.length === 1 && found.entity.driver_id === 1003 && found.feature === 'conv_rate') {
      return right({
        es: `encontrado: conductor 1003, ${found.offline} para entrenar y ${found.online} en producción`,
        en: `found: driver 1003, ${found.offline} in training and ${found.online} in production`,
      });
    }
    wrong({
      what: {
        es: `encontró ${report.mismatches.length} diferencias y esperaba una: conv_rate de 1003`,
        en: `it found ${report.mismatches.length} differences, and I expected one: conv_rate of 1003`,
      },
      why: {
        es: 'la corrección tiene que estar en el archivo y todavía sin materializar',
        en: 'the correction must be in the file, and not materialized yet',
      },
      next: {
        es: 'ejecutá la celda de correctRow y después skew; si ya materializaste, empezá por la primera celda',
        en: 'run the correctRow cell, then skew; if you materialized since, begin at the first cell',
      },
    });
  },

  alarmed(text) {
    if (/\b1005\b/.test(text) && text.includes('[exit code 1]')) {
      return right({
        es: 'la alarma dice qué conductor, qué feature, las dos filas y cómo arreglarlo',
        en: 'the alarm names the driver, the feature, both rows, and the cure',
      });
    }
    wrong({
      what: {
        es: 'el comando no encontró la corrección de 1005',
        en: 'the command did not find the correction of 1005',
      },
      why: {
        es: 'la corrección tiene que estar en el archivo y todavía sin materializar',
        en: 'the correction must be in the file, and not materialized yet',
      },
      next: {
        es: 'ejecutá de nuevo esta celda y la de arriba; si no alcanza, todo desde la primera',
        en: 'run this cell and the one above again; if that does not help, everything from the first one',
      },
    });
  },

  mended([result], report) {
    if (result.written >= 0 && report.mismatches.length === 0) {
      return right({
        es: 'el incremento trajo la corrección, aunque su hora ya estaba materializada: skew en cero',
        en: 'the increment brought the correction, though its hour had been materialized before: no skew left',
      });
    }
    wrong({
      what: {
        es: `quedan ${report.mismatches.length} diferencias; el incremento escribió ${result.written} filas`,
        en: `${report.mismatches.length} differences are left; the increment wrote ${result.written} rows`,
      },
      why: {
        es: 'el incremento toma las filas cuyo created es posterior a la última marca; lo que llegó con un created anterior no entra',
        en: 'the increment takes the rows whose created lies after the last mark; what came with an earlier one is not taken',
      },
      next: { es: 'ejecutá todo desde la primera celda', en: 'run everything from the first cell' },
    });
  },
});
