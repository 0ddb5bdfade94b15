// The part of @lumino/widgets that ipywidgets uses, from its sources: the published file is one
// module with docks and menus that no bundler can take apart.
export * from '@lumino/widgets/src/layout';
export * from '@lumino/widgets/src/panel';
export * from '@lumino/widgets/src/panellayout';
export * from '@lumino/widgets/src/tabbar';
export * from '@lumino/widgets/src/title';
export * from '@lumino/widgets/src/widget';
