// The peers' own packages are installed for a run only (`package.json` of bench/): what the type check needs to know of them.

declare module 'hyperformula' {
  export type CellValue = number | string | boolean | null | { message: string }
  export class HyperFormula {
    static buildFromArray(rows: readonly (readonly string[])[], options: { licenseKey: string }): HyperFormula
    getSheetValues(sheet: number): CellValue[][]
    setCellContents(cell: { sheet: number; col: number; row: number }, text: string): unknown
    destroy(): void
  }
}

declare module 'survey-core' {
  export class Model {
    constructor(json: object)
    data: unknown
  }
}

declare module 'survey-react-ui' {
  export function Survey(props: { model: import('survey-core').Model }): import('react').ReactElement
}
