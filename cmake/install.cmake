# The program finds its scenarios and their schema in share/mqfate, beside its bin folder: there
# they lie as in the source tree.

if(TARGET mqfate)
    install(TARGETS mqfate RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY scenarios/library DESTINATION ${CMAKE_INSTALL_DATADIR}/mqfate/scenarios
        FILES_MATCHING PATTERN "*.json")
install(FILES schema/scenario.json DESTINATION ${CMAKE_INSTALL_DATADIR}/mqfate/schema)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
