// Package api is de deur voor machines: hoe vraagt een machine het, en hoe reist een dossier?
//
// Hier wordt het dossierbestand streng gelezen en weer geschreven, krijgt het
// antwoord van de rekenkern zijn openbare vorm (JSON en leesbaar Nederlands), en
// staan de adressen /v1/berekeningen en /v1/regels. Rekenen doet de kern: dit
// pakket vertaalt en beslist niets.
//
// Elke fout in een bestand is één regel met plaats, code en zin. Alle fouten komen
// tegelijk, en nooit staat de ingevulde waarde erin: die kan een
// burgerservicenummer zijn.
package api
