import type * as ObservablePlot from '@observablehq/plot';

export const Plot: typeof ObservablePlot;

export function plotSvg(options: ObservablePlot.PlotOptions): string;
