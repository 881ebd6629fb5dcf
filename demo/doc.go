// Package demo verzint de mensen van Voorbeeldstad, zodat wie het huis voor het eerst
// opent meteen werk ziet liggen.
//
// Niemand hierin bestaat. Namen zijn willekeurig samengesteld, BSN's komen uit de
// reeks 9999xxxxx die voor proeven is gereserveerd, en de gemeentecode is van geen
// gemeente. Uit hetzelfde zaad komt steeds hetzelfde; alle dagen liggen ten opzichte
// van Opdracht.Vandaag, zodat er altijd iets te laat is en iets deze week moet.
//
// De levensloop van een mens is één reeks feiten van kennisgeving tot diploma
// (levensloop.go), die ophoudt bij vandaag of bij de handeling waar iemand is blijven
// steken (plaatsen.go). Een proef laat elke oproep, intake en elk PIP nog eens door
// kern/besluit nemen: wat hier staat, had ook met de hand vastgelegd kunnen worden.
package demo
