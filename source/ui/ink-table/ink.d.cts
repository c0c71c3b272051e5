declare const inkForTable: Record<string, unknown>;
export = inkForTable;
