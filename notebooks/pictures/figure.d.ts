import type { Drawing } from '.';

export function figureHtml(drawing: Drawing): string;

export function figure(drawing: Drawing): void;
