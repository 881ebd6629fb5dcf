// Package dossier weet wat er gebeurd is en wat daarvan de stand is.
//
// Een dossier verandert alleen door een feit: een Gebeurtenis met een envelop
// (nummer, dag waarop het waar werd, dag waarop het bekend werd, wie, rol, bron)
// en een getypte inhoud. Opbouwen vouwt de gebeurtenissen tot een Dossier, zoals
// het was op een dag en zoals het bekend was op een dag. Verbeteren is een nieuw
// feit dat het oude vervangt; het oude blijft staan. De keten van hashes maakt een
// gewijzigde of weggehaalde gebeurtenis zichtbaar.
//
// De wet en haar waarden zijn hier onbekend; die lezen dit dossier in kern/recht.
package dossier
